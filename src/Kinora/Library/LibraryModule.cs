using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.Analytics;
using Kinora.Library.Contracts;
using Kinora.Library.Exports;
using Kinora.Library.History;
using Kinora.Library.Imports;
using Kinora.Library.Notes;
using Kinora.Library.Pages;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Library.Visits;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Privacy;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Library;

/// <summary>Everything that a person does with a title, remembered and theirs: states, history, visits, queues.</summary>
internal sealed class LibraryModule : IModule
{
    public string Name => "Library";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WatchStates>().AddSingleton<ISignalObserver>(provider => provider.GetRequiredService<WatchStates>());
        services.AddSingleton<IWatchStates, WatchReader>();
        services.AddSingleton<EditState>().AddSingleton<PutProgress>().AddSingleton<BatchStates>().AddSingleton<MarkMany>().AddSingleton<ListStates>();
        services.AddSingleton<IWatchEdits, WatchEdits>();
        services.AddSingleton<EditNotes>().AddSingleton<ITitleNotes, TitleNotes>();
        services.AddSingleton<ListHistory>().AddSingleton<EditHistory>();
        services.AddSingleton<Visits.Visits>().AddSingleton<NewSinceLastVisit>();
        services.AddSingleton<QueueDesk>().AddSingleton<ManageQueues>().AddSingleton<EditQueue>().AddSingleton<DailyLearning>();
        services.AddSingleton<MyList>().AddSingleton<IMyList>(provider => provider.GetRequiredService<MyList>());
        services.AddSingleton<ISignalObserver>(provider => provider.GetRequiredService<MyList>());
        services.AddRowRule("queue_member", own: $"user_id = {RowRules.Me}");
        services.AddSingleton<Diaries>();
        services.AddVault(configuration).AddImports().AddSingleton<GetVault>().AddSingleton<ExportLibrary>();
        services.AddSingleton<IUserRemovalPart, RemoveLibrary>().AddSingleton<IExportPart, LibraryExport>();
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        EditState.Map(endpoints);
        PutProgress.Map(endpoints);
        BatchStates.Map(endpoints);
        MarkMany.Map(endpoints);
        ListStates.Map(endpoints);
        ListHistory.Map(endpoints);
        EditHistory.Map(endpoints);
        EditNotes.Map(endpoints);
        Visits.Visits.Map(endpoints);
        NewSinceLastVisit.Map(endpoints);
        ManageQueues.Map(endpoints);
        EditQueue.Map(endpoints);
        LibraryForms.Map(endpoints);
        ImportForms.Map(endpoints);
        GetAnalytics.Map(endpoints);
        VaultSchemas.Map(endpoints);
        ImportRoutes.Map(endpoints);
        GetVault.Map(endpoints);
        ExportLibrary.Map(endpoints);
    }
}
