using System.Collections.Frozen;
using System.Globalization;

namespace Kinora.Catalog.Titles;

/// <summary>
/// What the boards' labels mean, as an age. Where a board only advises (PG, M), the age up to which it advises against watching alone. A
/// plain number is an age in every scheme and stands in none of them.
/// </summary>
internal static class MaturitySchemes
{
    /// <summary>Names of a scheme | age: its labels; …</summary>
    private static readonly string[] Lines =
    [
        "US USA MPA MPAA TV RATED | 0: TV-Y, TV-G, G, Y; 7: TV-Y7, TV-Y7-FV, Y7, Y7-FV; 10: TV-PG, PG, GP; 13: PG-13, PG13, PG 13; 14: TV-14; 17: TV-MA, MA, R; 18: NC-17, X",
        "GB UK BBFC | 0: U, UC; 8: PG; 12: 12A; 18: R18",
        "IE IFCO | 0: G; 8: PG; 12: 12A, 12PG; 15: 15A, 15PG",
        "DE FSK USK | 0: O.AL., O.AL, OHNE ALTERSBESCHRÄNKUNG, INFOPROGRAMM, LEHRPROGRAMM; 18: KJ, SPIO/JK",
        "AT CH | 0: O.AL., ALLE",
        "NL BE KIJKWIJZER NICAM | 0: AL, KT, KT/EA, EA; 6: MG6; 16: KNT, KNT/ENA, ENA",
        "FR CNC CSA | 0: U, TP, TOUS PUBLICS",
        "ES ICAA | 0: A, APTA, TP, ERI, AI; 7: 7I; 18: X",
        "IT | 0: T; 12: VM12; 14: VM14; 18: VM18",
        "PT | 0: A, PÚBLICOS, TODOS; 3: M/3; 4: M/4; 6: M/6; 12: M/12; 14: M/14; 16: M/16; 18: M/18",
        "SE | 0: BTL, BARNTILLÅTEN", "NO | 0: A", "DK | 0: A", "FI KAVI | 0: S; 7: K-7, K7; 12: K-12, K12; 16: K-16, K16; 18: K-18, K18",
        "IS | 0: L", "PL | 0: AP, BO, B.O.", "CZ SK | 0: U", "HU | 0: KN; 18: X",
        "GR | 0: K; 8: K8; 12: K12, K-12; 13: K13, K-13; 15: K15, K-15; 17: K17; 18: K18, K-18",
        "TR | 0: GENEL İZLEYİCİ; 6: 6A; 7: 7A; 10: 10A; 13: 13A", "RU RARS | 0: 0+",
        "AU ACB | 0: G, P, C; 10: PG; 15: M, MA15+, MA 15+, MA15; 18: R18+, R 18+, X18+, X 18+, RC",
        "NZ OFLC | 0: G; 10: PG; 16: M; 13: R13, RP13; 15: R15; 16: R16, RP16; 18: R18, RP18",
        "CA QC | 0: G, C; 8: C8; 10: PG; 14: 14A; 18: 18A, A",
        "IN CBFC | 0: U; 12: UA, U/A; 7: UA 7+, U/A 7+, UA7+; 13: UA 13+, U/A 13+, UA13+; 16: UA 16+, U/A 16+, UA16+; 18: A, S",
        "BR CLASSIND DJCTQ | 0: L, AL, LIVRE, ER; 10: A10; 12: A12; 14: A14; 16: A16; 18: A18",
        "AR INCAA | 0: ATP; 13: SAM 13, SAM13; 16: SAM 16, SAM16; 18: SAM 18, SAM18, C",
        "MX RTC | 0: AA, A; 12: B; 15: B15, B-15; 18: C, D", "CL | 0: TE; 7: TE+7, TE7", "CO | 0: T", "PE | 0: APT",
        "JP EIRIN | 0: G; 12: PG12, PG-12; 15: R15+, R15, R-15; 18: R18+, R18, R-18",
        "KR KMRB | 0: ALL; 18: 19, 19+, RESTRICTED, RESTRICTED SCREENING",
        "HK | 0: I; 13: IIA; 16: IIB; 18: III", "TW | 0: G; 6: P; 12: PG-12; 15: PG-15",
        "SG IMDA | 0: G; 10: PG; 13: PG13; 16: NC16; 18: M18, R21", "MY LPF | 0: U; 12: P12; 13: P13; 18: 18SG, 18SX, 18PA, 18PL",
        "PH MTRCB | 0: G; 10: PG, SPG; 13: R-13, R13; 16: R-16, R16; 18: R-18, R18, X", "TH | 0: G; 18: 20, 20+", "ID LSF | 0: SU; 18: 21, 21+, D",
        "ZA FPB | 0: A; 10: PG, 7-9PG; 12: 10-12PG; 18: X18, XX", "IL | 0: ALL",
        "PEGI | 18: !", "ESRB | 3: EC; 10: E, E10+, K-A; 13: T; 17: M; 18: AO, RP", "CERO | 0: A; 12: B; 15: C; 17: D; 18: Z",
        // Exempt from rating says nothing about an age.
        "EXEMPT | 18: E, EXEMPT, NR, NOT RATED, UR, UNRATED, PASSED, APPROVED",
        "ANY | 0: ALL, ALL AGES, GENERAL, EVERYONE; 10: PARENTAL GUIDANCE; 18: ADULT, ADULTS, MATURE",
    ];

    /// <summary>What may stand before an age.</summary>
    public static readonly string[] Before = ["AGES", "AGE", "FROM", "FREIGEGEBEN AB", "AB"];

    /// <summary>What may stand after an age.</summary>
    public static readonly string[] After = ["YEARS AND OVER", "AND OVER", "YEARS", "JAHREN", "JAHRE", "ANS", "AÑOS", "ANOS", "ANNI"];

    /// <summary>The labels of each scheme under each of its names.</summary>
    public static FrozenDictionary<string, FrozenDictionary<string, int>> Read()
    {
        var schemes = new Dictionary<string, FrozenDictionary<string, int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in Lines.Select(line => line.Split(" | ")))
        {
            var labels = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            foreach (var group in parts[1].Split("; ").Select(group => group.Split(": ")))
            {
                foreach (var label in group[1].Split(", "))
                    labels[label] = int.Parse(group[0], CultureInfo.InvariantCulture);
            }

            var known = labels.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
            foreach (var name in parts[0].Split(' '))
                schemes.Add(name, known);
        }

        return schemes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
