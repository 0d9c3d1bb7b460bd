namespace Kinora.Playlists;

/// <summary>The statements of <see cref="PlaylistStore"/>.</summary>
internal static class PlaylistSql
{
    private const string Columns = """
        p.id, p.namespace, p.name, p.description, p.visibility, p.user_id, p.created_by, p.forked_from, p.version, p.size, p.created_at,
        p.updated_at, v.saved_by as updated_by, p.deleted_at
        """;

    private const string Found = """
        from playlist p join playlist_version v on v.playlist_id = p.id and v.version = p.version
        where p.namespace = @space and p.deleted_at is null and (p.visibility = 'shared' or p.user_id = @me)
          and (@like is null or p.name_key like @like escape '\')
          and (@whose = 'all' or (@whose = 'mine' and p.user_id = @me) or (@whose = 'others' and coalesce(p.user_id, '') <> @me))
        """;

    public const string Find = $"""
        select {Columns}, v.items
        from playlist p join playlist_version v on v.playlist_id = p.id and v.version = p.version
        where p.id = @id
        """;

    /// <summary>The first title's id is at most 217 characters long.</summary>
    public const string Page = $"select {Columns}, substr(v.items, 1, 220) as head {Found} and (p.name_key, p.id) > (@name, @id) order by p.name_key, p.id limit @limit";

    public const string Count = $"select count(*) {Found}";

    public const string Keys = """
        select name_key from playlist where namespace = @space and deleted_at is null and id <> @id and name_key like @like escape '\'
        """;

    public const string Insert = """
        insert into playlist (id, namespace, name, name_key, description, visibility, user_id, created_by, forked_from, version, size, created_at,
            updated_at, deleted_at)
        values (@Id, @Namespace, @Name, @key, @Description, @visibility, @OwnerId, @CreatedBy, @ForkedFrom, @Version, @Size, @CreatedAt,
            @UpdatedAt, @DeletedAt)
        """;

    public const string Update = """
        update playlist set name = @Name, name_key = @key, description = @Description, visibility = @visibility, version = @Version,
            size = @Size, updated_at = @UpdatedAt, deleted_at = @DeletedAt
        where id = @Id
        """;

    public const string InsertVersion = """
        insert into playlist_version (playlist_id, version, name, items, size, change, saved_at, user_id, saved_by)
        values (@Id, @Version, @Name, @items, @Size, @change, @at, @userId, @by)
        """;

    public const string Versions = """
        select version, name, size, change, saved_at, saved_by from playlist_version where playlist_id = @id order by version desc
        """;

    public const string DropVersions = "delete from playlist_version where playlist_id = @id and version < @oldest";

    public const string ItemsOf = "select items from playlist_version where playlist_id = @id and version = @version";

    public const string SweepVersions =
        "delete from playlist_version where playlist_id in (select id from playlist where deleted_at < @before)";

    public const string Sweep = "delete from playlist where deleted_at < @before";
}
