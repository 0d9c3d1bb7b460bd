using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kinora.Ranking.Matrices;

namespace Kinora.Benchmarks.Matrices;

/// <summary>The inverse of a symmetric positive definite matrix: ours beside LAPACK's by OpenBLAS, where that is installed.</summary>
internal static partial class InverseBenchmark
{
    private const string OpenBlas = "libopenblas.so.0";

    public static void Run(int[] sizes)
    {
        var there = NativeLibrary.TryLoad(OpenBlas, out _);
        Console.WriteLine("| size | ours s | GFLOP/s | OpenBLAS s | ratio | largest difference |\n| --- | --- | --- | --- | --- | --- |");
        SymmetricInverse.Invert(Make(300), 0, CancellationToken.None);
        foreach (var size in sizes.Length == 0 ? [1000, 2000, 4000] : sizes)
        {
            var ours = Make(size);
            var watch = Stopwatch.StartNew();
            SymmetricInverse.Invert(ours, 0, CancellationToken.None);
            var seconds = watch.Elapsed.TotalSeconds;
            var line = string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {seconds:0.00} | {Math.Pow(size, 3) / seconds / 1e9:0} |");
            if (!there)
            {
                Console.WriteLine($"{line} not installed | | |");
                continue;
            }

            var theirs = Make(size);
            watch.Restart();
            var (triangle, rows, info) = ((byte)'L', size, 0);
            Factor(ref triangle, ref rows, theirs.Values, ref rows, ref info);
            Invert(ref triangle, ref rows, theirs.Values, ref rows, ref info);
            var reference = watch.Elapsed.TotalSeconds;
            var difference = 0f;
            for (var row = 0; row < size; row++)
            {
                // Column-major: its lower triangle is our upper one.
                for (var column = row; column < size; column++)
                    difference = Math.Max(difference, Math.Abs(theirs[row, column] - ours[row, column]));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line} {reference:0.00} | {seconds / reference:0.0} | {difference:0.0e0} |"));
        }
    }

    /// <summary>The co-occurrence counts of a made-up catalogue, with a ridge.</summary>
    private static Matrix Make(int size)
    {
        var random = new Random(1);
        var half = new Matrix(size, 400);
        foreach (ref var value in half.Values.AsSpan())
            value = random.NextSingle() < 0.05f ? 1 : 0;
        var matrix = new Matrix(size, size);
        Product.Add(View.Of(half), View.Of(half).Transposed, View.Of(matrix));
        for (var item = 0; item < size; item++)
            matrix[item, item] += 100;
        return matrix;
    }

    [LibraryImport(OpenBlas, EntryPoint = "spotrf_")]
    private static partial void Factor(ref byte triangle, ref int size, [In, Out] float[] values, ref int stride, ref int info);

    [LibraryImport(OpenBlas, EntryPoint = "spotri_")]
    private static partial void Invert(ref byte triangle, ref int size, [In, Out] float[] values, ref int stride, ref int info);
}
