using System.Collections.Concurrent;

namespace Amazon.Lambda.Core;

/// <summary>What a program does around SnapStart's snapshot.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-dotnet.html</remarks>
internal static class SnapshotRestore
{
    /// <summary>In the order in which they run: the last to be registered comes first.</summary>
    internal static ConcurrentStack<Func<ValueTask>> BeforeSnapshot { get; } = new();

    /// <summary>In the order in which they run: the first to be registered comes first.</summary>
    internal static ConcurrentQueue<Func<ValueTask>> AfterRestore { get; } = new();

    /// <summary>Runs an action before the snapshot is taken; when it fails, so does the version that is being published.</summary>
    public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction) => BeforeSnapshot.Push(beforeSnapshotAction);

    /// <summary>Runs an action after each restore, before the first event; when it fails, the environment is given up.</summary>
    public static void RegisterAfterRestore(Func<ValueTask> afterRestoreAction) => AfterRestore.Enqueue(afterRestoreAction);
}
