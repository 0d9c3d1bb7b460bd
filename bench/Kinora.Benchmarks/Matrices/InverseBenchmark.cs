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
        foreach (var size in sizes.Length == 0 ? [1000, 2000, 4000] : sizes)
        {
            var ours = Make(size);
            var seconds = Best(() => Make(size), matrix => SymmetricInverse.Invert(ours = matrix, 0, CancellationToken.None));
            var line = string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {seconds:0.00} | {Math.Pow(size, 3) / seconds / 1e9:0} |");
            if (!there)
            {
                Console.WriteLine($"{line} not installed | | |");
                continue;
            }

            var theirs = ours;
            var reference = Best(() => Make(size), matrix =>
            {
                theirs = matrix;
                var (triangle, rows, info) = ((byte)'L', size, 0);
                Factor(ref triangle, ref rows, matrix.Values, ref rows, ref info);
                Invert(ref triangle, ref rows, matrix.Values, ref rows, ref info);
            });
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

    /// <summary>The best of five, so that neither the compiler nor a neighbour counts.</summary>
    private static double Best(Func<Matrix> make, Action<Matrix> run)
    {
        var best = double.MaxValue;
        for (var turn = 0; turn < 5; turn++)
        {
            var matrix = make();
            var watch = Stopwatch.StartNew();
            run(matrix);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
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
