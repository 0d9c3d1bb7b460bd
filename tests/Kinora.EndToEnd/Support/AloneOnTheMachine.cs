namespace Kinora.EndToEnd.Support;

/// <summary>
/// Tests that kill a server again and again run after the others and one after the other: beside them a server would be killed each time
/// before it has answered anything.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneOnTheMachine
{
    public const string Name = "alone on the machine";
}
