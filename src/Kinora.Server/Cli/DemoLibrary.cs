using Kinora.Catalog.Contracts;
using Kinora.Platform;

namespace Kinora.Server.Cli;

/// <summary>Fills a folder of its own with the demo.</summary>
internal static class DemoLibrary
{
    public static async Task<Outcome<Done>> LoadAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetService<IDemoLibrary>() is not { } library)
            return default(Done);
        var loaded = await library.LoadAsync(cancel);
        return loaded.Refusal is { } refusal ? refusal : default(Done);
    }
}
