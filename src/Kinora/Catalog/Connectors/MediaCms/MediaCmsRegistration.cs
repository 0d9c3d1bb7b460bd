using System.Globalization;
using Kinora.Integrations.MediaCms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Catalog.Connectors.MediaCms;

internal static class MediaCmsRegistration
{
    /// <summary>The connector with its client; its schedule where a site is set up and wants one.</summary>
    public static IServiceCollection AddMediaCmsConnector(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MediaCmsOptions.Section);
        // What is no number is told when the options are checked.
        var hours = section[nameof(MediaCmsOptions.RefreshHours)] is not { } text ? new MediaCmsOptions().RefreshHours
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var scheduled = hours > 0 && !string.IsNullOrWhiteSpace(section[nameof(MediaCmsOptions.BaseUrl)]);
        return services.AddMediaCms(configuration).AddConnector<MediaCmsConnector>(MediaCmsConnector.Provider, scheduled ? TimeSpan.FromHours(hours) : null);
    }
}
