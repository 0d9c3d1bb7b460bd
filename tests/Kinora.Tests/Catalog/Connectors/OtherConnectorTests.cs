using Kinora.Catalog.Connectors;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Connectors;

/// <summary>Another connector is one class and one line: job, button, command and rules come with it.</summary>
public sealed class OtherConnectorTests
{
    [Theory, EachDatabase]
    public async Task A_second_connector_is_refreshed_beside_the_first_by_one_line(string database)
    {
        Shelf.Titles = ["one", "two"];
        await using var app = await TestApp.StartAsync(database, services => services.AddConnector<Shelf>("shelf", TimeSpan.FromDays(1)));

        var report = await MediaCmsTests.RefreshAsync(app, "shelf");

        Assert.Equal((2, 2L), (report.Items, report.Import!.Accepted));
        Assert.Equal(["mediacms", "shelf"], app.Get<RefreshConnector>().All.Select(connector => connector.Name));
        Assert.True(app.Catalogue.Current.TryOrdinal("shelf:two", out _));
    }

    private sealed class Shelf : IConnector
    {
        public static string[] Titles { get; set; } = [];

        public string Name => "shelf";

        public string? Missing => null;

        public double MostLost => 0.5;

        public Task<ConnectorTitles> ReadAsync(ConnectorRun run, CancellationToken cancel) =>
            Task.FromResult(new ConnectorTitles([.. Titles.Select(title => new ConnectorTitle { ExternalId = title, Kind = "movie", Title = title })], []));
    }
}
