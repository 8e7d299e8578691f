// restore/decode/name_sites.h — finds the places of a text where known names may stand.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the candidates of token i.
using CandidatesOf = std::function<std::span<const Candidate>(std::size_t)>;

/// The tokens of one window and their candidates. Refers to all three.
struct NameWindow {
  std::string_view text;
  std::span<const Token> tokens;
  const CandidatesOf& candidates_of;

  /// Returns true for a word whose letters may be read.
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::kWord && !tokens[i].is_guarded;
  }
  /// Returns true if token `i` begins with a capital.
  [[nodiscard]] bool begins_with_capital(std::size_t i) const;
  /// Returns true if token `i` directly continues the token before. Line feeds, and signs of
  /// `joints`, may part them.
  [[nodiscard]] bool continues_previous(std::size_t i, std::string_view joints = {}) const;
  /// Returns the token after `i`, skipping line feeds.
  [[nodiscard]] std::size_t next_token(std::size_t i) const;
  /// Returns true if token `i` is likely the word, perhaps damaged a little.
  [[nodiscard]] bool may_be(std::size_t i, lm::WordId word) const;
};

/// A name that may stand at consecutive tokens.
struct NameMatch {
  const KnownName* name = nullptr;
  double cost = 0;  ///< −log P(seen | name)
};

/// A token where names of a list may begin.
struct NameSite {
  std::size_t token = 0;
  double probability = 0;            ///< P(a name of the list stands here)
  std::span<const KnownName> names;  ///< the list
  std::optional<std::size_t> unit;   ///< KnownNames::Unit::places of the unit word before
  bool tells_place = false;          ///< the name is likely the place of the text
  lm::State state;                   ///< state after the words before
  std::vector<NameMatch> matches = {};
};

/// Returns the names of `among` that the tokens from `first` on can be. Signs of `joints` may part
/// their words. Equal names in one province count once.
[[nodiscard]] std::vector<NameMatch> match_names(const NameWindow& window,
                                                 std::span<const KnownName> among,
                                                 std::size_t first, std::string_view joints = {});

/// Returns the sites where some name fits, with the best matches. There are four kinds of sites:
/// 1. Places after their unit word and before the day of a date line.
/// 2. Organs at a capital, and the words that organs begin with.
/// 3. Words before names of persons.
/// 4. Families alone on a line.
[[nodiscard]] std::vector<NameSite> find_name_sites(const KnownNames& names,
                                                    const lm::NgramModel& model,
                                                    const NameWindow& window);

}  // namespace codau::restore
