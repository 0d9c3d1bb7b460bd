using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kinora.Platform.Ui;

/// <summary>A piece of a page as the whole answer, for htmx.</summary>
internal sealed class Fragment : IComponent
{
    private RenderHandle _handle;

    [Parameter]
    public RenderFragment? Content { get; set; }

    public static RazorComponentResult<Fragment> Of(RenderFragment content) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Content)] = content });

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Content ?? (_ => { }));
        return Task.CompletedTask;
    }
}
