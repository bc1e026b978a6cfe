using Conductor.Native.Libc;

namespace Conductor.Native.Tests.Libc;

public sealed class ErrnoTests
{
    [Fact]
    public void A_number_is_told_by_name_and_sentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the sentences are glibc's");
        Assert.Equal("EACCES (Permission denied)", Errno.Describe(Errno.EACCES));
    }

    [Fact]
    public void A_number_without_a_name_is_told_as_a_number() => Assert.Equal("errno 4095", Errno.Name(4095));

    [Fact]
    public void Every_number_of_the_list_has_its_name()
    {
        var named = LibcFacts.Values.Where(fact => fact.Key.StartsWith('E') && !fact.Key.Contains('_'));
        Assert.All(named, fact => Assert.Equal(fact.Key, Errno.Name((int)fact.Value)));
    }
}
