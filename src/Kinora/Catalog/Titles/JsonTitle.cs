using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Catalog.Titles;

/// <summary>Reads one JSON object as a title.</summary>
internal static class JsonTitle
{
    /// <summary>Fills a draft; members that no title has go to <paramref name="unknown"/>.</summary>
    public static TitleDraft Read(JsonElement json, Faults faults, Action<string> unknown) => ReadInto(new TitleDraft(), json, faults, unknown);

    /// <summary>Writes the members that are there over those of a draft.</summary>
    public static TitleDraft ReadInto(TitleDraft draft, JsonElement json, Faults faults, Action<string> unknown)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add("not-a-title", null, "A title is a JSON object.");
            return draft;
        }

        foreach (var member in json.EnumerateObject())
            Set(draft, Name(member), member.Value, faults, unknown);
        return draft;
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static void Set(TitleDraft draft, string name, JsonElement value, Faults faults, Action<string> unknown)
    {
        if (name == "playback" && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var inner in value.EnumerateObject())
            {
                if (!draft.Set($"playback.{Name(inner)}", new Value(inner.Value), faults))
                    unknown($"playback.{Name(inner)}");
            }
        }
        else if (name == "playback")
        {
            if (value.ValueKind != JsonValueKind.Null)
                faults.WrongType<string>(name, "an object");
        }
        else if (!draft.Set(name, new Value(value), faults))
        {
            unknown(name);
        }
    }

    private readonly struct Value(JsonElement json) : IMemberValue
    {
        public bool TryText(out string? text)
        {
            text = null;
            if (json.ValueKind == JsonValueKind.Null)
                return true;
            if (json.ValueKind != JsonValueKind.String)
                return false;
            try
            {
                text = json.GetString();
                return true;
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair: no text.
                return false;
            }
        }

        public bool TryNumber(out long? number)
        {
            number = null;
            if (json.ValueKind == JsonValueKind.Null)
                return true;
            if (json.ValueKind != JsonValueKind.Number || !json.TryGetInt64(out var value))
                return false;
            number = value;
            return true;
        }

        public bool TryFlag(out bool? flag)
        {
            flag = json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
            return flag is not null || json.ValueKind == JsonValueKind.Null;
        }

        public bool TryList(out IReadOnlyList<string>? list)
        {
            list = null;
            if (json.ValueKind == JsonValueKind.Null)
                return true;
            if (json.ValueKind != JsonValueKind.Array)
                return false;
            var texts = new List<string>();
            foreach (var item in json.EnumerateArray())
            {
                if (!new Value(item).TryText(out var text) || text is null)
                    return false;
                texts.Add(text);
            }

            list = texts;
            return true;
        }

        public bool TryTracks(out IReadOnlyList<SubtitleDraft>? tracks)
        {
            tracks = null;
            if (json.ValueKind == JsonValueKind.Null)
                return true;
            if (json.ValueKind != JsonValueKind.Array)
                return false;
            var read = new List<SubtitleDraft>();
            foreach (var item in json.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || !Member(item, "language", out var language) || !Member(item, "label", out var label)
                    || !Member(item, "url", out var url))
                {
                    return false;
                }

                read.Add(new SubtitleDraft(language, label, url));
            }

            tracks = read;
            return true;
        }

        private static bool Member(JsonElement item, string name, out string? text)
        {
            text = null;
            return !item.TryGetProperty(name, out var member) || new Value(member).TryText(out text);
        }
    }
}
