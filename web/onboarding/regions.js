// Regions as the AWS console names them: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html

const NAMES = {
  'us-east-1': ['US East (N. Virginia)', '米国東部 (バージニア北部)'],
  'us-east-2': ['US East (Ohio)', '米国東部 (オハイオ)'],
  'us-west-1': ['US West (N. California)', '米国西部 (北カリフォルニア)'],
  'us-west-2': ['US West (Oregon)', '米国西部 (オレゴン)'],
  'ca-central-1': ['Canada (Central)', 'カナダ (中部)'],
  'sa-east-1': ['South America (São Paulo)', '南米 (サンパウロ)'],
  'eu-central-1': ['Europe (Frankfurt)', '欧州 (フランクフルト)'],
  'eu-north-1': ['Europe (Stockholm)', '欧州 (ストックホルム)'],
  'eu-west-1': ['Europe (Ireland)', '欧州 (アイルランド)'],
  'eu-west-2': ['Europe (London)', '欧州 (ロンドン)'],
  'eu-west-3': ['Europe (Paris)', '欧州 (パリ)'],
  'ap-northeast-1': ['Asia Pacific (Tokyo)', 'アジアパシフィック (東京)'],
  'ap-northeast-2': ['Asia Pacific (Seoul)', 'アジアパシフィック (ソウル)'],
  'ap-northeast-3': ['Asia Pacific (Osaka)', 'アジアパシフィック (大阪)'],
  'ap-south-1': ['Asia Pacific (Mumbai)', 'アジアパシフィック (ムンバイ)'],
  'ap-southeast-1': ['Asia Pacific (Singapore)', 'アジアパシフィック (シンガポール)'],
  'ap-southeast-2': ['Asia Pacific (Sydney)', 'アジアパシフィック (シドニー)'],
};

/** A Region's name in words with its code; the code alone for one that is not in the list. */
export function regionName(code, lang) {
  const names = NAMES[code];
  return names ? `${names[lang === 'ja' ? 1 : 0]} ${code}` : code;
}
