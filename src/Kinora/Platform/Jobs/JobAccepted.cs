using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Jobs;

/// <summary>What every route answers that has filed a job: 202, and where to look for what becomes of it (<c>/api/jobs/{job}</c>).</summary>
internal sealed record JobAccepted(string Job)
{
    public IResult ToHttp() => Results.Json(this, statusCode: StatusCodes.Status202Accepted);
}
