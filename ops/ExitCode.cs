namespace Onboarding.Ops;

/// <summary>The exit codes; scripts can rely on them.</summary>
internal enum ExitCode
{
    /// <summary>Done; or, in a dry run, it could be done.</summary>
    Done = 0,

    /// <summary>The API cannot be reached, does not answer as it should, or is not the operator API.</summary>
    Failed = 1,

    /// <summary>The command line is wrong, or a setting is missing.</summary>
    Usage = 2,

    /// <summary>A problem was found: an audit trail was changed, a check failed, a sweep left work.</summary>
    Unsound = 3,

    /// <summary>There is no such registration.</summary>
    NotFound = 4,

    /// <summary>The API refuses: the registration is in use, for example.</summary>
    Refused = 5,

    /// <summary>There are no AWS credentials, or the API does not let them in.</summary>
    NotAllowed = 6,

    /// <summary>Ended by Ctrl+C.</summary>
    Interrupted = 130,
}
