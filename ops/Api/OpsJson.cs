using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Ops.Audit;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Doctor;
using Onboarding.Ops.Output;
using Onboarding.Ops.Stats;
using Onboarding.Ops.Versions;

namespace Onboarding.Ops.Api;

/// <summary>Every type that is read from or written as JSON, in alphabetical order; there is no reflection.</summary>
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditTrail))]
[JsonSerializable(typeof(CheckRun))]
[JsonSerializable(typeof(ChecksReport))]
[JsonSerializable(typeof(Deletion))]
[JsonSerializable(typeof(DeletionReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(Freeze))]
[JsonSerializable(typeof(FreezeOrder))]
[JsonSerializable(typeof(FreezePage))]
[JsonSerializable(typeof(Freezes))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(PseudonymAnswer))]
[JsonSerializable(typeof(PseudonymQuestion))]
[JsonSerializable(typeof(RedriveReport))]
[JsonSerializable(typeof(RedriveRound))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(RegistrationPage))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionOrder))]
[JsonSerializable(typeof(StatsPage))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(StopReport))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(SweepRound))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(VersionsPage))]
[JsonSerializable(typeof(VersionsReport))]
internal sealed partial class OpsJson : JsonSerializerContext
{
    /// <summary>The API's own form: camelCase, no nulls. Members that a newer API adds are passed over; duplicate ones are refused.</summary>
    public static OpsJson Api { get; } = new(Shape(indented: false));

    /// <summary>As <see cref="Api"/>, indented: what <c>--json</c> prints.</summary>
    public static OpsJson Printed { get; } = new(Shape(indented: true));

    private static JsonSerializerOptions Shape(bool indented) => new()
    {
        AllowDuplicateProperties = false,
        Converters = { new UtcTimeConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = indented,
    };
}
