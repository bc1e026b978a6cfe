namespace Conductor.Core.Tests.Config;

public class NotConditionTests
{
    private static string With(string condition) => $"[[global_mappings]]\ntrigger = {{ Note = 1 }}\naction = {{ Shell = \"ls\" }}\ncondition = {condition}\n";

    [Theory]
    [InlineData("""{ type = "Not", mod = 1 }""")]
    [InlineData("""{ type = "not", conditon = { ModeIs = "Edit" } }""")]
    [InlineData("""{ Not = { type = "Not" } }""")]
    public void One_that_negates_nothing_is_an_error(string condition) => Assert.Contains("error missing-key", Reading.Problems(With(condition)));

    [Theory]
    [InlineData("""{ Not = { type = "VelocityLevel", level = "Hard" } }""")]
    [InlineData("""{ Not = { VelocityLevel = "Hard" } }""")]
    [InlineData("""{ type = "Not", condition = { VelocityLevel = "Hard" } }""")]
    public void The_condition_may_stand_in_it_or_under_its_key(string condition) => Assert.True(Reading.Read(With(condition)).IsValid);
}
