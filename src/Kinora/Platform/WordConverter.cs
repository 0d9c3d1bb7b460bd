using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Platform.Http;

namespace Kinora.Platform;

/// <summary>Enums as snake_case words, exactly spelled; an unknown word is refused with those that exist.</summary>
internal sealed class WordConverter : JsonConverterFactory
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, value => Of(value.ToString()));

        private static readonly FrozenDictionary<string, T> ByWord =
            Enum.GetNames<T>().ToFrozenDictionary(Of, Enum.Parse<T>, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? ReadAsPropertyName(ref reader, typeToConvert, options) : throw new JsonException();

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ByWord.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonRuleException($"Must be one of: {string.Join(", ", ByWord.Keys.Order(StringComparer.Ordinal))}.", "value-unknown");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ByValue[value]);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(ByValue[value]);
    }
}
