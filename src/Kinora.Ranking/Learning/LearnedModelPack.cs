using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Kinora.Ranking.Matrices;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// A model as a file: 64 bytes with the mark, the format's number, the length and the SHA-256 of all behind them; a header; then the numbers
/// as they are used, little-endian, each array from a multiple of 64 on (ranking.md, The model file).
/// </summary>
internal static class LearnedModelPack
{
    /// <summary>Moves with every change of the form; a file of another one is trained anew.</summary>
    public const int Format = 1;

    private const int Front = 64;
    private const int Alignment = 64;
    private const byte Links = 1;
    private const byte Factors = 2;
    private static readonly byte[] Mark = "KINMODEL"u8.ToArray();

    /// <summary>Writes to a stream that can seek, from its start. Gives the checksum.</summary>
    public static string Write(LearnedModel model, Stream to)
    {
        using var header = new MemoryStream();
        var sections = new List<ReadOnlyMemory<byte>> { model.TitleBytes };
        using (var writer = new BinaryWriter(header, Encoding.UTF8, leaveOpen: true))
            WriteHeader(writer, model, sections);
        to.Position = Front;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)header.Length);
        Put(length);
        Put(header.ToArray());
        foreach (var section in sections)
        {
            Put(new byte[Padding(to.Position)]);
            Put(section.Span);
        }

        var sum = hash.GetHashAndReset();
        Span<byte> front = stackalloc byte[Front];
        front.Clear();
        Mark.CopyTo(front);
        BinaryPrimitives.WriteInt32LittleEndian(front[8..], Format);
        BinaryPrimitives.WriteInt64LittleEndian(front[16..], to.Length);
        sum.CopyTo(front[24..]);
        to.Position = 0;
        to.Write(front);
        return Convert.ToHexStringLower(sum);

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            to.Write(bytes);
        }
    }

    /// <summary>The model over these bytes, which must stay as they are while it is used.</summary>
    /// <exception cref="InvalidDataException">They are not a model, of another format, cut short or changed.</exception>
    public static LearnedModel Read(ReadOnlyMemory<byte> file)
    {
        var front = file.Span;
        if (front.Length < Front + sizeof(int) || !front[..8].SequenceEqual(Mark))
            throw new InvalidDataException("This is no model file.");
        if (BinaryPrimitives.ReadInt32LittleEndian(front[8..]) is var format && format != Format)
            throw new InvalidDataException($"The model file is of format {format}, not {Format}.");
        if (BinaryPrimitives.ReadInt64LittleEndian(front[16..]) != front.Length)
            throw new InvalidDataException("The model file is cut short.");
        if (!SHA256.HashData(front[Front..]).AsSpan().SequenceEqual(front[24..56]))
            throw new InvalidDataException("The checksum of the model file is wrong.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(front[Front..]);
        if (length < 0 || length > front.Length - Front - sizeof(int))
            throw new InvalidDataException("The model file's header is longer than the file.");
        using var header = new BinaryReader(new MemoryStream(front.Slice(Front + sizeof(int), length).ToArray()));
        try
        {
            return ReadHeader(header, new Sections(file, Front + sizeof(int) + length));
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or OverflowException)
        {
            throw new InvalidDataException("The model file contradicts itself.", fault);
        }
    }

    private static int Padding(long at) => (int)((Alignment - (at % Alignment)) % Alignment);

    private static void WriteHeader(BinaryWriter to, LearnedModel model, List<ReadOnlyMemory<byte>> sections)
    {
        to.Write(model.Id);
        to.Write(model.TrainedAtMs);
        to.Write(model.Count);
        Write(to, model.Chance);
        to.Write(model.Otherwise is not null);
        Write(to, model.Otherwise ?? default);
        to.Write(model.Parts.Count);
        foreach (var (part, weight) in model.Parts.Zip(model.Weights))
        {
            to.Write(weight);
            switch (part)
            {
                case LinkTable links:
                    to.Write(Links);
                    to.Write(links.Fading);
                    to.Write(links.Longest);
                    to.Write(links.ItemBytes.Length / sizeof(int));
                    sections.AddRange([links.StartBytes, links.ItemBytes, links.ValueBytes]);
                    break;
                case PackedFactors factors:
                    to.Write(Factors);
                    to.Write(factors.Options.Dimensions);
                    to.Write(factors.Options.Regularisation);
                    to.Write(factors.Options.Unobserved);
                    sections.AddRange([factors.ValueBytes, factors.ScaleBytes, MemoryMarshal.AsBytes(factors.Gram.Values.AsSpan()).ToArray()]);
                    break;
                default:
                    throw new ArgumentException($"{part.GetType().Name} has no place in a model file.", nameof(model));
            }
        }

        WriteClusters(to, model.Clusters);
    }

    private static LearnedModel ReadHeader(BinaryReader from, Sections sections)
    {
        var (id, trainedAt, count) = (from.ReadString(), from.ReadInt64(), from.ReadInt32());
        var chance = ReadPlatt(from);
        var measured = from.ReadBoolean();
        var otherwise = ReadPlatt(from);
        var titles = sections.Next(count, sizeof(int));
        var (parts, weights) = (new List<IItemScorer>(), new List<float>());
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            weights.Add(from.ReadSingle());
            parts.Add(from.ReadByte() == Links ? ReadLinks(from, sections, count) : ReadFactors(from, sections, count));
        }

        return new LearnedModel
        {
            Id = id,
            TrainedAtMs = trainedAt,
            TitleBytes = titles,
            Parts = parts,
            Weights = weights,
            Chance = chance,
            Otherwise = measured ? otherwise : null,
            Clusters = ReadClusters(from),
        };
    }

    private static LinkTable ReadLinks(BinaryReader from, Sections sections, int count)
    {
        var (fading, longest, links) = (from.ReadDouble(), from.ReadInt32(), from.ReadInt32());
        var (starts, items, values) = (sections.Next(count + 1, sizeof(int)), sections.Next(links, sizeof(int)), sections.Next(links, sizeof(float)));
        var last = 0;
        foreach (var start in MemoryMarshal.Cast<byte, int>(starts.Span))
            last = start >= last && start <= links ? start : throw new InvalidDataException("A row of the model file lies outside.");
        foreach (var item in MemoryMarshal.Cast<byte, int>(items.Span))
        {
            if ((uint)item >= (uint)count)
                throw new InvalidDataException("A link of the model file leads outside.");
        }

        return new LinkTable(starts, items, values, fading, longest);
    }

    private static PackedFactors ReadFactors(BinaryReader from, Sections sections, int count)
    {
        var options = new AlsOptions(from.ReadInt32(), from.ReadSingle(), from.ReadSingle());
        var (values, scales) = (sections.Next(count, options.Dimensions), sections.Next(count, sizeof(float)));
        var gram = new Matrix(options.Dimensions, options.Dimensions);
        MemoryMarshal.Cast<byte, float>(sections.Next(options.Dimensions * options.Dimensions, sizeof(float)).Span).CopyTo(gram.Values);
        return new PackedFactors(values, scales, gram, options);
    }

    private static void WriteClusters(BinaryWriter to, Clusters? clusters)
    {
        to.Write(clusters?.Centres.Count ?? 0);
        for (var group = 0; group < (clusters?.Centres.Count ?? 0); group++)
        {
            to.Write(MemoryMarshal.AsBytes(clusters!.Centres[group].AsSpan()));
            to.Write(clusters.Titles[group].Length);
            foreach (var (title, share) in clusters.Titles[group])
            {
                to.Write(title);
                to.Write(share);
            }
        }
    }

    private static Clusters? ReadClusters(BinaryReader from)
    {
        var (centres, titles) = (new List<float[]>(), new List<(int, float)[]>());
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            centres.Add(MemoryMarshal.Cast<byte, float>(from.ReadBytes(Clusters.Dimensions * sizeof(float))).ToArray());
            var own = new (int, float)[from.ReadInt32()];
            for (var i = 0; i < own.Length; i++)
                own[i] = (from.ReadInt32(), from.ReadSingle());
            titles.Add(own);
        }

        return centres.Count == 0 ? null : new Clusters([.. centres], [.. titles]);
    }

    private static void Write(BinaryWriter to, Platt platt)
    {
        to.Write(platt.Slope);
        to.Write(platt.Offset);
    }

    private static Platt ReadPlatt(BinaryReader from) => new(from.ReadDouble(), from.ReadDouble());

    /// <summary>Walks through the arrays behind the header.</summary>
    private sealed class Sections(ReadOnlyMemory<byte> file, int start)
    {
        private int _at = start;

        public ReadOnlyMemory<byte> Next(int count, int size)
        {
            _at += Padding(_at);
            var length = checked(count * size);
            var section = file.Slice(_at, length);
            _at += length;
            return section;
        }
    }
}
