namespace Onboarding.Functions.Registrations;

/// <summary>How a value in a text ended.</summary>
internal enum ScanEnd
{
    /// <summary>The object that it decodes to is closed.</summary>
    Whole,

    /// <summary>The text, or what belongs to the value, ended first.</summary>
    Cut,

    /// <summary>It decodes to something that no StackInfo has, or continues after its object.</summary>
    Broken,

    /// <summary>It is longer than StackInfo ever is.</summary>
    TooLong,
}

/// <summary>A value that was found, decoded as far as it goes.</summary>
internal readonly record struct ScannedValue(byte[] Json, ScanEnd End);

/// <summary>Finds every Base64 text of a JSON object in a text, in one pass.</summary>
/// <remarks>
/// <code>
/// text   = *(value | any character)
/// value  = "e" *gap "y" *gap "J" *(*gap digit)      until the object that it decodes to is closed
/// gap    = white space | "&gt;" | "|" | "="          line breaks, a quoted mail's and a table's margins, soft line breaks
/// digit  = A-Z | a-z | 0-9 | "+" | "/" | "-" | "_"   Base64, also in its form for URLs
/// </code>
/// The object itself shows where its value ends, so text can follow on the next line or in the next cell. “eyJ” is <c>{"</c>, and a
/// value has it at its beginning only: in any other place of the Base64 it would decode to a character outside ASCII, or to an object
/// inside the object. So a second occurrence starts a new value.
/// </remarks>
internal sealed class StackInfoScanner
{
    /// <summary>The Base64 that every value begins with.</summary>
    public const string Opening = "eyJ";

    /// <summary>How many bytes a value decodes to at most: several times what the longest names make.</summary>
    public const int MaxBytes = 6144;

    private readonly List<ScannedValue> _found = [];
    private byte[] _json = [];
    private int _opened;
    private bool _isReading;
    private int _length;
    private int _lengthAtGap;
    private int _bits;
    private int _bitCount;
    private bool _isInText;
    private bool _isEscaped;
    private int _depth;
    private int _behind;

    private StackInfoScanner()
    {
    }

    /// <summary>Finds the values, in their order.</summary>
    /// <param name="text">A text of any length.</param>
    public static IReadOnlyList<ScannedValue> Scan(string text)
    {
        var scanner = new StackInfoScanner();
        foreach (var c in text)
            scanner.Take(c);
        scanner.TakeEnd();
        return scanner._found;
    }

    private void Take(char c)
    {
        if (Digit(c) is >= 0 and var digit)
            TakeDigit(c, digit);
        else if (char.IsWhiteSpace(c) || c is '>' or '|' or '=')
            TakeGap();
        else
            TakeEnd();
    }

    private void TakeDigit(char c, int digit)
    {
        _opened = c == Opening[_opened] ? _opened + 1 : c == Opening[0] ? 1 : 0;
        if (_opened == Opening.Length)
            Begin();
        else if (_isReading && _depth == 0)
            _behind++;
        else if (_isReading)
            Decode(digit);
    }

    private void TakeGap()
    {
        if (_isReading && _depth == 0)
            End(_behind == 0 ? ScanEnd.Whole : ScanEnd.Broken);
        _lengthAtGap = _length;
    }

    private void TakeEnd()
    {
        _opened = 0;
        if (_isReading)
            End(_depth > 0 ? ScanEnd.Cut : _behind == 0 ? ScanEnd.Whole : ScanEnd.Broken);
    }

    private void Begin()
    {
        // What was read of the opening belongs to the new value, also where the two touch.
        if (_isReading && _depth == 0)
            End(_behind == Opening.Length - 1 ? ScanEnd.Whole : ScanEnd.Broken);
        else if (_isReading)
            EndAtGap(ScanEnd.Cut);
        _json = _json.Length == 0 ? new byte[MaxBytes] : _json;
        "{\""u8.CopyTo(_json);
        (_isReading, _length, _lengthAtGap, _opened, _behind) = (true, 2, 0, 0, 0);
        (_depth, _isInText, _isEscaped) = (1, true, false);
        // The two bits of “J” that are left: 01.
        (_bits, _bitCount) = (0b01, 2);
    }

    private void Decode(int digit)
    {
        (_bits, _bitCount) = ((_bits << 6) | digit, _bitCount + 6);
        if (_bitCount < 8)
            return;
        _bitCount -= 8;
        var next = (byte)(_bits >> _bitCount);
        _bits &= (1 << _bitCount) - 1;
        if (next is < 0x20 or > 0x7E)
            // Often it is a word behind a value that was cut.
            EndAtGap(_lengthAtGap > 0 ? ScanEnd.Cut : ScanEnd.Broken);
        else if (_length == MaxBytes)
            End(ScanEnd.TooLong);
        else
            Append(next);
    }

    private void Append(byte next)
    {
        _json[_length++] = next;
        if (_isInText)
            (_isInText, _isEscaped) = (next != '"' || _isEscaped, next == '\\' && !_isEscaped);
        else
            (_isInText, _depth) = (next == '"', _depth + (next == '{' ? 1 : next == '}' ? -1 : 0));
        // What an encoder leaves over is zero.
        if (_depth == 0 && _bits != 0)
            End(ScanEnd.Broken);
    }

    private void EndAtGap(ScanEnd end)
    {
        _length = _lengthAtGap > 0 ? _lengthAtGap : _length;
        End(end);
    }

    private void End(ScanEnd end)
    {
        _found.Add(new ScannedValue(_json[.._length], end));
        _isReading = false;
    }

    private static int Digit(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
