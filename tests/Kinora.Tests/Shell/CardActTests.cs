using Kinora.Shell;

namespace Kinora.Tests.Shell;

public sealed class CardActTests
{
    [Theory]
    [InlineData("/", "/?said=hide&of=a%3A1")]
    [InlineData("/search?q=c.h.u.d.&said=like&of=b:2", "/search?q=c.h.u.d.&said=hide&of=a%3A1")]
    [InlineData("//evil.example", "/?said=hide&of=a%3A1")]
    [InlineData("/\\evil.example", "/?said=hide&of=a%3A1")]
    [InlineData("https://evil.example/", "/?said=hide&of=a%3A1")]
    [InlineData(null, "/?said=hide&of=a%3A1")]
    public void One_comes_back_to_a_page_of_ours_which_says_what_was_done(string? from, string to) =>
        Assert.Equal(to, CardAct.Back(from, "hide", "a:1"));
}
