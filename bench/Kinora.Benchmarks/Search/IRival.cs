namespace Kinora.Benchmarks.Search;

/// <summary>Another way to search the same titles.</summary>
internal interface IRival : IAsyncDisposable
{
    string Name { get; }

    long Bytes { get; }

    /// <summary>Finds the best titles that contain the query, and says how many it returned.</summary>
    int Find(string query, int limit);
}
