using Onboarding.Ops.Output;

namespace Onboarding.Ops.Commands;

/// <summary>How a list of registrations is shown.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Order">Its order.</param>
internal sealed record RegistrationListing(IReadOnlyList<RegistrationColumn> Columns, RegistrationOrder Order)
{
    /// <summary>What fits into 80 columns; those that have been in their state for longest first.</summary>
    public static RegistrationListing Usual { get; } = new(RegistrationColumns.Usual, RegistrationOrder.Usual);
}
