using Kinora.Catalog.Enrichment;

namespace Kinora.Tests.Catalog.Enrichment;

/// <summary>What a chat model says is hostile until it was looked at.</summary>
public sealed class ChatAnswerTests
{
    [Fact]
    public void Words_that_there_are_pass_in_the_models_order_once_and_no_more_than_are_ever_given()
    {
        var labels = ChatAnswer.Read("""{"moods":[" Dark","TENSE","dark","gloomy",7,null,"funny","sad"],"themes":["dark","justice"],"short_description":" A lawyer  fights. ","more":1}""")!;
        Assert.Equal(["dark", "tense", "funny"], labels.Moods.Select(guess => guess.Name));
        Assert.Equal(["justice"], labels.Themes.Select(guess => guess.Name));
        Assert.Equal("A lawyer fights.", labels.Short);
    }

    [Fact]
    public void A_fence_and_chatter_around_it_are_no_matter() =>
        Assert.Equal("sad", ChatAnswer.Read("Sure! Here it is:\n```json\n{\"moods\":[\"sad\"]}\n```")!.Moods[0].Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("I cannot help with that.")]
    [InlineData("{\"moods\":[\"dark\"")]
    [InlineData("{\"moods\":[\"dark\"],}")]
    [InlineData("[{}]x")]
    [InlineData("}{")]
    [InlineData("{\"a\":[[[[[[[[[[1]]]]]]]]]]}")]
    public void What_is_not_an_object_in_json_is_of_no_use(string? content) => Assert.True(ChatAnswer.Read(content) is null or { Moods: [], Themes: [], Short: null });

    [Fact]
    public void An_endless_answer_is_of_no_use() => Assert.Null(ChatAnswer.Read($"{{\"moods\":[\"dark\"],\"x\":\"{new string('x', 9_000)}\"}}"));

    [Theory]
    [InlineData("A <script>alert(1)</script> film.")]
    [InlineData("See [this](http://evil) film.")]
    [InlineData("See https://evil.example for it.")]
    [InlineData("**The best** film ever.")]
    [InlineData("It is `code`.")]
    [InlineData("Turned \u202E around.")]
    [InlineData("Hid\u200Bden letters.")]
    [InlineData("Bell \u0007 rings.")]
    [InlineData("Half a pair \ud800 of letters.")]
    [InlineData("&#60;b&#62;")]
    public void A_line_with_anything_but_plain_words_is_dropped_as_a_whole(string line)
    {
        var labels = ChatAnswer.Read($"{{\"moods\":[\"dark\"],\"short_description\":\"{Escaped(line)}\"}}")!;
        Assert.Equal(("dark", null), (labels.Moods[0].Name, labels.Short));
    }

    [Theory]
    [InlineData("\"moods\":\"dark\"")]
    [InlineData("\"moods\":{\"dark\":1}")]
    [InlineData("\"moods\":null,\"themes\":5,\"short_description\":[]")]
    public void Members_of_another_type_say_nothing(string members)
    {
        var labels = ChatAnswer.Read($"{{{members}}}")!;
        Assert.Equal((0, 0, null), (labels.Moods.Count, labels.Themes.Count, labels.Short));
    }

    [Fact]
    public void A_line_that_is_too_long_ends_with_a_sentence_and_a_speech_is_dropped()
    {
        var sentence = "A quiet clerk in a small town finds a letter that was never meant for him and follows it. ";
        Assert.Equal(sentence.Trim(), ChatAnswer.Read($"{{\"short_description\":\"{sentence}{sentence}{sentence}\"}}")!.Short);
        Assert.Null(ChatAnswer.Read($"{{\"short_description\":\"{string.Concat(Enumerable.Repeat(sentence, 6))}\"}}")!.Short);
    }

    private static string Escaped(string text) => string.Concat(text.Select(letter => letter < ' ' || letter > '~' ? $"\\u{(int)letter:x4}" : letter == '"' ? "\\\"" : letter.ToString()));
}
