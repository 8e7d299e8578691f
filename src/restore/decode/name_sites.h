// restore/decode/name_sites.h — finds the tokens at which known names (lexicon/known_names.h) may
// begin. A token is given by its index among the tokens of the window. A candidate is a word that a
// token may be, with its cost in nats (lexicon/candidate.h). A unit word, such as "xã", stands
// before the name of a place.
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

/// The tokens of one window and their candidates. The members refer to data of the caller.
struct NameWindow {
  std::string_view text;
  std::span<const Token> tokens;  ///< the tokens of `text`
  const CandidatesOf& candidates_of;

  /// Returns true if token `i` is a word and no part of a code or address. False after the last
  /// token.
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::kWord && !tokens[i].is_code_or_address;
  }
  /// Returns true if token `i` begins with a capital. Precondition: i < tokens.size().
  [[nodiscard]] bool begins_with_capital(std::size_t i) const;
  /// Returns true if token `i` is an unlocked word (Token::is_locked) after another word. Between
  /// the two are only spaces, kLineFeed, kLostWord, and the ASCII signs in `joints`.
  [[nodiscard]] bool continues_previous(std::size_t i, std::string_view joints = {}) const;
  /// Returns the next token after `i` that is no kLineFeed, or tokens.size().
  [[nodiscard]] std::size_t next_token(std::size_t i) const;
  /// Returns true if `word` is a candidate of token `i` with a cost below 4 nats.
  [[nodiscard]] bool may_be(std::size_t i, lm::WordId word) const;
};

/// A name that consecutive tokens may spell.
struct NameMatch {
  const KnownName* name = nullptr;  ///< never null in results
  double cost = 0;                  ///< −log P(seen words | name), in nats
};

/// A token at which a name may begin. Each site has one list of names to try, such as the surnames;
/// a token with several lists is several sites.
struct NameSite {
  std::size_t token = 0;             ///< the first token of the name
  double probability = 0;            ///< P(a name of `names` stands here)
  std::span<const KnownName> names;  ///< the list, from KnownNames
  /// If a unit word stands before the site: its Unit::places, by which KnownNames::places() gives
  /// `names`.
  std::optional<std::size_t> unit_places;
  bool tells_place = false;  ///< the matches are evidence of the province of the text
  lm::State state;           ///< n-gram state after the unit word; default without one
  /// At least one: each of `names` whose cost is at most 8 nats above the least.
  std::vector<NameMatch> matches = {};
};

/// Returns the names of `among` that the tokens from `first` on may spell. Equal names in one
/// province count once. `joints`: the ASCII signs that may stand between the words of a name,
/// besides spaces. Precondition: `among` ascends by KnownName::words, as the lists of KnownNames
/// do.
[[nodiscard]] std::vector<NameMatch> match_names(const NameWindow& window,
                                                 std::span<const KnownName> among,
                                                 std::size_t first, std::string_view joints = {});

/// Returns the sites at which some name fits, in no particular order. `model` gives
/// NameSite::state. Each list of known_names.h is tried at these tokens:
/// 1. the places of a unit word: after the unit word;
/// 2. all places, and (as a second list) the provinces: at a capital, if ", ngày" of a date line
///    comes right after the name ("Hà Nội, ngày 5");
/// 3. agencies and fixed phrases: at a capital;
/// 4. organ heads ("Trung tâm"): at a capital before letters like "NN&PTNT". Also at a capital that
///    starts a line or an item, if exactly one capitalised word follows;
/// 5. group heads (organ heads after "các", the plural word): after a "các" that starts a line or
///    an item;
/// 6. titles of persons ("đồng chí"): at the start of a line or an item, before a surname and
///    another word with a capital;
/// 7. surnames: at the start of a line that has only the name of a person.
[[nodiscard]] std::vector<NameSite> find_name_sites(const KnownNames& names,
                                                    const lm::NgramModel& model,
                                                    const NameWindow& window);

}  // namespace codau::restore
