using Kinora.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Library.Imports;

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportDesk>().AddSingleton<ChooseMatches>().AddSingleton<ApplyImport>().AddSingleton<ApplyTitle>().AddSingleton<UndoTitle>().AddSingleton<ImportLists>()
        .AddJob<ApplyImportJob>("library.import").AddJob<UndoImportJob>("library.import.undo").AddJob<SweepImportsJob>("library.import.sweep")
        .AddSchedule<SweepImportsJob>(TimeSpan.FromDays(1), new SweepImportsJob.Args());
}
