using System.ComponentModel.DataAnnotations;

namespace Kinora.Integrations.OpenAi;

/// <summary>Section <c>OpenAi</c>: a server that speaks the OpenAI interface, hosted or one's own (Ollama, TEI, llama.cpp, vLLM).</summary>
internal sealed class OpenAiOptions : IValidatableObject
{
    public const string Section = "OpenAi";

    /// <summary>Up to the version, such as <c>http://127.0.0.1:11434/v1</c>. Default none.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Default none: a server of one's own often wants no key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The model that embeds. Default none.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>The model that answers, for enrichment. Default none.</summary>
    public string? ChatModel { get; set; }

    /// <summary>Whether the server is told to answer in JSON (<c>response_format</c>); some know no such member. Default on.</summary>
    public bool ChatJson { get; set; } = true;

    /// <summary>Tokens that the chat model may read and write a day (UTC), against surprises on the bill; 0 = no limit. Default 1000000.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "OpenAi:ChatTokensPerDay must not be below 0.")]
    public long ChatTokensPerDay { get; set; } = 1_000_000;

    /// <summary>What a million tokens cost that the chat model reads, in any currency, to show costs. Default 0: not known.</summary>
    [Range(0, 1_000_000, ErrorMessage = "OpenAi:ChatPriceIn must be from 0 to 1000000.")]
    public decimal ChatPriceIn { get; set; }

    /// <summary>What a million tokens cost that it writes. Default 0.</summary>
    [Range(0, 1_000_000, ErrorMessage = "OpenAi:ChatPriceOut must be from 0 to 1000000.")]
    public decimal ChatPriceOut { get; set; }

    /// <summary>Numbers that one of its vectors has; an answer with another count is refused. Default 384.</summary>
    [Range(16, 8192, ErrorMessage = "OpenAi:Dimensions must be from 16 to 8192.")]
    public int Dimensions { get; set; } = 384;

    /// <summary>Whether the server is told how many numbers to send; for models that can shorten their vectors. Default off.</summary>
    public bool SendDimensions { get; set; }

    /// <summary>What stands before each title, where the model wants that, such as <c>passage: </c>.</summary>
    public string TitlePrefix { get; set; } = "";

    /// <summary>What stands before each question, such as <c>query: </c>.</summary>
    public string QueryPrefix { get; set; } = "";

    /// <summary>After how many seconds a request is given up. Default 30.</summary>
    [Range(1, 600, ErrorMessage = "OpenAi:Seconds must be from 1 to 600.")]
    public int Seconds { get; set; } = 30;

    /// <summary>How often a request of a job is tried where the server is busy or down. Default 4.</summary>
    [Range(1, 10, ErrorMessage = "OpenAi:Tries must be from 1 to 10.")]
    public int Tries { get; set; } = 4;

    /// <summary>The pause before the second try, in ms; it doubles with each. Default 500.</summary>
    [Range(1, 60_000, ErrorMessage = "OpenAi:PauseMilliseconds must be from 1 to 60000.")]
    public int PauseMilliseconds { get; set; } = 500;

    /// <summary>Requests a minute at most; 0 = no limit. Default 0.</summary>
    [Range(0, 100_000, ErrorMessage = "OpenAi:RequestsPerMinute must be from 0 to 100000.")]
    public int RequestsPerMinute { get; set; }

    /// <summary>Characters that may be sent a day (UTC), against surprises on the bill; 0 = no limit. Default 0.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "OpenAi:CharactersPerDay must not be below 0.")]
    public long CharactersPerDay { get; set; }

    /// <summary>It can embed.</summary>
    public bool IsConfigured => BaseUrl is not null && EmbeddingModel is not null;

    public bool CanChat => BaseUrl is not null && ChatModel is not null;

    public decimal CostOf(long tokensIn, long tokensOut) => ((tokensIn * ChatPriceIn) + (tokensOut * ChatPriceOut)) / 1_000_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is null)
            yield break;
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new ValidationResult("OpenAi:BaseUrl must be an address such as http://127.0.0.1:11434/v1.");
        else if (ApiKey is not null && url.Scheme == "http" && !url.IsLoopback)
            yield return new ValidationResult("OpenAi:ApiKey would cross the network readable: use https.");
        if (EmbeddingModel is null && ChatModel is null)
            yield return new ValidationResult("OpenAi:EmbeddingModel must name the model that embeds, or OpenAi:ChatModel the one that answers.");
    }
}
