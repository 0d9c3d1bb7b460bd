namespace Kinora.Benchmarks.Search;

/// <summary>What people type, by class, made from the generated titles.</summary>
internal static class Queries
{
    public static IReadOnlyList<(string Class, string[] Queries)> Of(GeneratedTitles titles, int each)
    {
        var random = new Random(21);
        return
        [
            ("one letter", [.. Enumerable.Range(0, 26).Select(i => ((char)('a' + i)).ToString())]),
            ("two letters", Make(() => Part(2, 2))),
            ("frequent word", ["the", "of", "and", "love", "man", "night", "life", "in", "my", "day"]),
            ("three letters", Make(() => Part(3, 3))),
            ("whole name", Make(Name)),
            ("beginning", Make(() => Name() is var name ? name[..Math.Min(name.Length, 4 + random.Next(8))] : "")),
            ("two words", Make(() => string.Join(' ', Name().Split(' ').OrderBy(_ => random.Next()).Take(2)))),
            ("part of a word", Make(() => Part(4, 8))),
            ("typo", Make(Typo)),
            ("nothing like it", Make(() => new string([.. Enumerable.Range(0, 9).Select(_ => "qxzjvkwy"[random.Next(8)])]))),
            ("long", Make(() => string.Join(' ', Name(), Name(), Name()))),
        ];

        string[] Make(Func<string> one) => [.. Enumerable.Range(0, each).Select(_ => one())];

        string Name() => titles.Names[random.Next(titles.Names.Length)].Name;

        string Part(int shortest, int longest)
        {
            while (true)
            {
                var name = Name();
                var length = random.Next(shortest, longest + 1);
                if (name.Length < length) continue;
                var part = name.Substring(random.Next(name.Length - length + 1), length);
                if (part.All(char.IsLetter)) return part;
            }
        }

        string Typo()
        {
            while (true)
            {
                var name = Name();
                var at = random.Next(1, name.Length);
                if (name.Length < 6 || !char.IsLetter(name[at])) continue;
                return random.Next(3) switch
                {
                    0 => name.Remove(at, 1),
                    1 => name.Insert(at, "e"),
                    _ => name[..at] + (char)('a' + random.Next(26)) + name[(at + 1)..],
                };
            }
        }
    }
}
