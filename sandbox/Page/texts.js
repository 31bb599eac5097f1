// Every word on the page that the API does not say itself.

const english = {
  intro: 'Connect your AWS accounts through a role: no key ever leaves your hands.',
  tenant: 'Tenant', language: 'Language', inbox: 'Inbox', console: 'AWS console (simulated)',
  groups: 'Groups', name: 'Name', color: 'Color', createGroup: 'Create group', noGroups: 'There are no groups yet. Create one to begin.',
  connect: 'Connect an AWS account', profile: 'Permissions', region: 'Region', createRole: 'Create role',
  step1: '1. Create the stack in your AWS account', open: 'Open AWS CloudFormation',
  step1Detail: 'In the page that opens, change nothing, tick the acknowledgement and press “Create stack”. Wait for CREATE_COMPLETE.',
  step2: '2. Paste the stack’s output here', stackInfo: 'StackInfo (Outputs tab, key “{0}”)', accountName: 'Account name', register: 'Register',
  expires: 'This link can be used once, until {0}.', cancel: 'Cancel',
  verifying: 'The role cannot be assumed yet. Asking again in {0} seconds…', registered: '“{0}” is registered.',
  accounts: 'Accounts', noAccounts: 'No account is registered yet.', account: 'AWS account', status: 'Status', connectedAt: 'Registered',
  detach: 'Detach', detachQuestion: 'Detach “{0}”? The stack in your AWS account stays until you delete it.',
  cleanup: 'Still to delete', openConsole: 'Open it in the console', dismiss: 'Dismiss', accountsIn: '{0} account(s)', unavailable: 'The service could not be reached.',
};

const japanese = {
  intro: 'IAM ロールで AWS アカウントを連携します。アクセスキーをお預かりすることはありません。',
  tenant: 'テナント', language: '言語', inbox: '受信箱', console: 'AWS コンソール (模擬)',
  groups: 'グループ', name: '名前', color: '色', createGroup: 'グループを作成', noGroups: 'グループがまだありません。まずグループを作成してください。',
  connect: 'AWS アカウントを連携', profile: '権限', region: 'リージョン', createRole: 'ロールを作成',
  step1: '1. AWS アカウントにスタックを作成', open: 'AWS CloudFormation を開く',
  step1Detail: '開いたページでは何も変更せず、承認のチェックを入れて「スタックの作成」を押し、CREATE_COMPLETE になるまで待ちます。',
  step2: '2. スタックの出力を貼り付け', stackInfo: 'StackInfo (「出力」タブのキー「{0}」)', accountName: 'アカウント名', register: '登録',
  expires: 'このリンクは {0} まで、1 回だけ使えます。', cancel: '取り消す',
  verifying: 'ロールをまだ引き受けられません。{0} 秒後に再試行します…', registered: '「{0}」を登録しました。',
  accounts: 'アカウント', noAccounts: '登録済みのアカウントはありません。', account: 'AWS アカウント', status: '状態', connectedAt: '登録日時',
  detach: '連携を解除', detachQuestion: '「{0}」の連携を解除しますか? AWS アカウントのスタックは、削除するまで残ります。',
  cleanup: '削除が必要なもの', openConsole: 'コンソールで開く', dismiss: '閉じる', accountsIn: '{0} アカウント', unavailable: 'サービスに接続できませんでした。',
};

export const languages = { en: english, ja: japanese };
