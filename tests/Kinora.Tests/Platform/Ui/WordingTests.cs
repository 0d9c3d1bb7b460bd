using System.Reflection;
using System.Resources;
using Kinora.Platform.Ui;

namespace Kinora.Tests.Platform.Ui;

public sealed class WordingTests
{
    public static TheoryData<string> Owners { get; } =
        [.. typeof(Wording).Assembly.GetTypes().Where(type => type.Name.EndsWith("Words", StringComparison.Ordinal) && type.GetField("Text", Hidden)?.FieldType == typeof(Wording)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Owners))]
    public void Every_sentence_that_pages_ask_for_stands_in_the_resources_and_the_other_way_round(string name)
    {
        var owner = typeof(Wording).Assembly.GetType(name)!;
        var asked = owner.GetProperties(BindingFlags.Static | BindingFlags.Public).Select(property => property.Name)
            .Concat(owner.GetMethods(BindingFlags.Static | BindingFlags.Public)
                .Where(method => !method.IsSpecialName && method.GetParameters().All(parameter => parameter.ParameterType == typeof(object)))
                .Select(method => method.Name));
        var sentences = new ResourceManager(name, owner.Assembly).GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, true, false)!;
        Assert.Equal(sentences.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(40_000, "40 s")]
    [InlineData(1_080_000, "18 min")]
    [InlineData(5_460_000, "1 h 31")]
    [InlineData(7_200_000, "2 h")]
    public void A_length_reads_like_one(long ms, string? text) => Assert.Equal(text, Facts.Length(ms));

    [Theory]
    [InlineData(0, null)]
    [InlineData(7_900, "0:07")]
    [InlineData(4_680_000, "1:18:00")]
    public void A_clock_reads_like_one(long ms, string? text) => Assert.Equal(text, Facts.Clock(ms));

    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;
}
