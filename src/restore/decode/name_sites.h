// restore/decode/name_sites.h — finds the tokens of a text at which known names (known_names.h) may
// begin.
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

  /// Returns true for a word outside codes, addresses and file names (Token::is_guarded).
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::kWord && !tokens[i].is_guarded;
  }
  /// Returns true if token `i` begins with a capital.
  [[nodiscard]] bool begins_with_capital(std::size_t i) const;
  /// Returns true if token `i` and the token before are words with only blanks between. Single line
  /// feeds, lost words, and the ASCII signs in `joints` count as blanks. False for a locked word.
  [[nodiscard]] bool continues_previous(std::size_t i, std::string_view joints = {}) const;
  /// Returns the token after `i`, skipping line feeds.
  [[nodiscard]] std::size_t next_token(std::size_t i) const;
  /// Returns true if `word` is a candidate of token `i` that assumes little damage.
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
  /// Set if a unit word ("xã") stands before the site: the index of the list in
  /// KnownNames::places().
  std::optional<std::size_t> unit;
  bool tells_place = false;  ///< the matches are evidence of the province of the text
  lm::State state;           ///< n-gram state after the unit word; default without a unit word
  std::vector<NameMatch> matches = {};
};

/// Returns the names of `among` that the tokens from `first` on may spell, with their costs.
/// `joints` is used as in continues_previous(). Equal names in one province count once.
[[nodiscard]] std::vector<NameMatch> match_names(const NameWindow& window,
                                                 std::span<const KnownName> among,
                                                 std::size_t first, std::string_view joints = {});

/// Returns the sites where some name fits, each with its best matches. The sites are those of:
/// 1. places after their unit word ("xã") or before ", ngày" of a date line;
/// 2. organs at a word with a capital, and the first words of names of organs;
/// 3. words before names of persons ("đồng chí");
/// 4. families (surnames) at the start of a line that has only the name of a person.
[[nodiscard]] std::vector<NameSite> find_name_sites(const KnownNames& names,
                                                    const lm::NgramModel& model,
                                                    const NameWindow& window);

}  // namespace codau::restore
