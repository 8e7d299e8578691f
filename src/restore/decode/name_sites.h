// restore/decode/name_sites.h — finds the tokens at which known names may begin
// (lexicon/known_names.h). Terms:
// 1. Window: a text that is restored at once (repair/restore_window.h). Token `i`: the token with
//    this index in the window.
// 2. Candidate: a word that a token may be, with its cost in nats (lexicon/candidate.h).
// 3. Unit word: one or two words before the name of a place, such as "xã" (commune).
// 4. Site: a token at which a known name may begin, and the list of names that may begin there.
// 5. Item start: the first token of a line or table cell, or a token after a sign of lists. These
//    signs are | - + * . ; : , )
// 6. Date line: the place and the date of a document, such as "Hà Nội, ngày 5 tháng 3". The
//    functions recognise it by ", ngày" (day) after the name of the place.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the candidates of token `i`. Precondition: the token is a word.
using CandidatesOf = std::function<std::span<const Candidate>(std::size_t i)>;

/// The tokens of one window and their candidates. The members refer to data that the caller owns.
struct NameWindow {
  std::string_view text;
  std::span<const Token> tokens;  ///< the tokens of `text`
  const CandidatesOf& candidates_of;

  /// Returns true if token `i` is a word outside of codes and addresses. Returns false for an index
  /// after the last token.
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::kWord && !tokens[i].is_code_or_address;
  }
  /// Returns true if token `i` begins with a capital. Precondition: i < tokens.size().
  [[nodiscard]] bool begins_with_capital(std::size_t i) const;
  /// Returns true if token `i` may be the next word of a name, after the token before:
  /// 1. Both are words, and Token::is_locked of token `i` is false.
  /// 2. Between the two are only spaces, line feeds, ASCII signs of `joints`, and tokens of the
  ///    kind kLostWord. These are empty: a word may be missing there.
  [[nodiscard]] bool continues_previous(std::size_t i, std::string_view joints = {}) const;
  /// Returns the index of the next token after `i` that is no kLineFeed. Returns tokens.size() if
  /// there is no such token.
  [[nodiscard]] std::size_t next_token(std::size_t i) const;
  /// Returns true if `word` is a candidate of token `i` with a cost below 4 nats.
  [[nodiscard]] bool may_be(std::size_t i, lm::WordId word) const;
};

/// A name that consecutive tokens may spell, with its cost.
struct NameMatch {
  const KnownName* name = nullptr;  ///< never null in results
  double cost = 0;                  ///< −log P(seen words | name), in nats
};

/// A token at which a name may begin, with one list of names, such as the surnames. If names of
/// several lists may begin at a token, the token has several sites.
struct NameSite {
  std::size_t token = 0;             ///< the first token of the name
  double probability = 0;            ///< prior: P(one of `names` stands at such a token)
  std::span<const KnownName> names;  ///< the list, from KnownNames
  /// For a site after a unit word: the argument of KnownNames::places() that gave `names`. Nothing
  /// for all other sites.
  std::optional<std::size_t> unit_places;
  /// True if `matches` are evidence of the province that the text is about. True for places after a
  /// unit word, and for provinces in a date line.
  bool tells_place = false;
  /// State of the n-gram model after the unit word. Default if there is no unit word.
  lm::State state;
  /// The elements of `names` whose cost is at most 8 nats above the lowest cost. Never empty.
  std::vector<NameMatch> matches = {};
};

/// Returns the names of `among` that the tokens from `first` on may spell. Equal names in one
/// province are returned once. `joints`: ASCII signs that may stand between the words of a name,
/// besides spaces. Precondition: `among` ascends by KnownName::words, as all lists of KnownNames
/// do.
[[nodiscard]] std::vector<NameMatch> match_names(const NameWindow& window,
                                                 std::span<const KnownName> among,
                                                 std::size_t first, std::string_view joints = {});

/// Returns all sites with at least one match, in no order. `model`: gives NameSite::state. Each
/// list of known_names.h is tried at these tokens:
/// 1. places of a unit word: at a capital after this unit word;
/// 2. all places, and, as a second list, the provinces: at a capital in a date line, if the name
///    ends before ", ngày";
/// 3. agencies and fixed phrases: at a capital;
/// 4. organ heads ("Trung tâm"): at a capital before letters like "NN&PTNT". Also at an item start
///    with a capital, if exactly one capitalised word follows. Exception: after a comma and a
///    space, another word must follow, too, because ", Đại Thanh" is the name of a place;
/// 5. group heads, which are organ heads after the plural word "các": after a "các" at an item
///    start;
/// 6. titles of persons ("đồng chí"): at an item start, before a surname and another word with a
///    capital;
/// 7. surnames: at the start of a line, if the whole line is two to five capitalised words, as in
///    "Tô Văn Nam".
[[nodiscard]] std::vector<NameSite> find_name_sites(const KnownNames& names,
                                                    const lm::NgramModel& model,
                                                    const NameWindow& window);

}  // namespace codau::restore
