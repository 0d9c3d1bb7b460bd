using System.Security.Cryptography;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.Extensions.Options;

namespace Kinora.Tests.Platform.Security;

public sealed class SecretBoxTests
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void A_secret_opens_for_its_owner_in_its_place_alone()
    {
        var box = new SecretBox(_key);
        var text = box.Seal("cookie=ä", "ann", "source/1/cookies");

        Assert.Equal("cookie=ä", box.Open(text, "ann", "source/1/cookies"));
        Assert.Null(box.Open(text, "bob", "source/1/cookies"));
        Assert.Null(box.Open(text, "ann", "source/2/cookies"));
        Assert.Null(box.Open(text, "an", "n source/1/cookies"));
        Assert.Null(new SecretBox(RandomNumberGenerator.GetBytes(32)).Open(text, "ann", "source/1/cookies"));
        Assert.DoesNotContain("cookie", text, StringComparison.Ordinal);
        Assert.NotEqual(text, box.Seal("cookie=ä", "ann", "source/1/cookies"));
        Assert.Equal("", box.Open(box.Seal("", "ann", "x"), "ann", "x"));
    }

    [Fact]
    public void Whatever_is_changed_in_a_sealed_text_opens_nothing()
    {
        var box = new SecretBox(_key);
        var text = box.Seal("secret", "ann", "x");

        for (var n = 0; n < text.Length; n++)
        {
            foreach (var other in "Aa0._-")
            {
                var changed = text[..n] + other + text[(n + 1)..];
                // The last letter of Base64 has bits that say nothing.
                if (changed != text && n < text.Length - 1)
                    Assert.Null(box.Open(changed, "ann", "x"));
            }
        }

        string[] rubbish = ["", ".", "..", "k1", "k1..", text[..^8], "k2" + text[2..], text + ".x"];
        Assert.All(rubbish, bad => Assert.Null(box.Open(bad, "ann", "x")));
    }

    [Fact]
    public void After_a_turn_of_keys_the_old_is_read_and_the_new_seals()
    {
        var old = new SecretBox(_key).Seal("secret", "ann", "x");
        var turned = new SecretBox(RandomNumberGenerator.GetBytes(32), _key);

        Assert.Equal("secret", turned.Open(old, "ann", "x"));
        Assert.True(turned.IsOld(old));
        var anew = turned.Seal("secret", "ann", "x");
        Assert.False(turned.IsOld(anew));
        Assert.Null(new SecretBox(_key).Open(anew, "ann", "x"));
    }

    [Fact]
    public void A_key_of_the_data_folder_is_made_once_and_still_read_beside_a_configured_one()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("kinora-test-").FullName);
        folder.Create();
        var text = new SecretBox(Options.Create(new SecretsOptions()), folder).Seal("secret", "ann", "x");

        Assert.Equal("secret", new SecretBox(Options.Create(new SecretsOptions()), folder).Open(text, "ann", "x"));
        var configured = new SecretBox(Options.Create(new SecretsOptions { Key = Convert.ToBase64String(_key) }), folder);
        Assert.Equal("secret", configured.Open(text, "ann", "x"));
        Assert.True(configured.IsOld(text));
        Directory.Delete(folder.File("keys"), recursive: true);
        Assert.Null(new SecretBox(Options.Create(new SecretsOptions()), folder).Open(text, "ann", "x"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_are_named_at_start()
    {
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync("sqlite", ("Secrets:Key", "c2hvcnQ="), ("Secrets:OldKeys:0", "?")));

        Assert.Equal(["Secrets:Key must", "Secrets:OldKeys:0 must"], wrong.Errors.Select(error => error[..(error.IndexOf("must", StringComparison.Ordinal) + 4)]));
    }
}
