namespace Conductor.Core.Conditions;

/// <summary>
/// What must be so for a mapping to be looked at, or for a Conditional to go one way. One sealed record per kind; equal records are the same condition.
/// </summary>
public abstract record Condition
{
    public abstract ConditionKind Kind { get; }

    /// <summary>True or false whatever happens; null where it depends. An action or mapping behind one that is never true is off.</summary>
    public virtual bool? Constant => null;

    /// <summary>Null = hidden: what it asks for can't be known here. Stays so under Not.</summary>
    internal abstract bool? Holds(in Situation situation);

    /// <summary>What is hidden counts as false.</summary>
    public bool IsMet(in Situation situation) => Holds(situation) == true;

    /// <summary>In words, e.g. "ModeIs Edit".</summary>
    public abstract string Describe();

    /// <summary>Of one that is not met: the part that makes it so, in words.</summary>
    internal virtual string Blame(in Situation situation) => Holds(situation) is null ? $"{Describe()}, which nothing tells of here" : Describe();

    /// <summary>How deep conditions nest in it, itself included.</summary>
    internal virtual int Nesting => 1;
}
