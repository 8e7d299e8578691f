// restore/decode/name_sites.h — where known names may stand in a text, and which.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// What token i can be.
using OptionsOf = std::function<std::span<const Candidate>(std::size_t)>;

/// The tokens of one window and what each can be. Refers to all three.
struct NameWindow {
  std::string_view text;
  std::span<const Token> tokens;
  const OptionsOf& options_of;

  /// True for a word whose letters may be read.
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::kWord && !tokens[i].guarded;
  }
  /// True where token `i` begins with a capital.
  [[nodiscard]] bool is_capital(std::size_t i) const;
  /// True where token `i` goes on with what stands before it; signs of `joints` may part them.
  [[nodiscard]] bool goes_on(std::size_t i, std::string_view joints = {}) const;
  /// The token behind `i`, line feeds left out.
  [[nodiscard]] std::size_t behind(std::size_t i) const;
  /// True where token `i` is likely the word, perhaps damaged a little.
  [[nodiscard]] bool can_be(std::size_t i, lm::WordId word) const;
};

/// A name that may stand at some tokens, one behind the other.
struct NameMatch {
  const KnownName* name = nullptr;
  double cost = 0;  ///< −log P(seen | name)
};

/// Where names of a list may begin.
struct NameSite {
  std::size_t token = 0;
  double chance = 0;                 ///< P(a name of the list stands here)
  std::span<const KnownName> among;  ///< the list
  std::optional<std::size_t> unit;   ///< KnownNames::Unit::places of what stands before it
  bool tells_place = false;          ///< what stands here is likely where the text is of
  lm::State state;                   ///< of what stands before it
  std::vector<NameMatch> matches = {};
};

/// The names of `among` that the tokens from `first` on can be; signs of `joints` may part their
/// words. Those that are equal in one province count once.
[[nodiscard]] std::vector<NameMatch> matches_at(const NameWindow& window,
                                                std::span<const KnownName> among, std::size_t first,
                                                std::string_view joints = {});

/// Sites where some name fits, with those that fit best: places behind their unit word and before
/// the day of a date line, organs where a capital stands, families alone on a line.
[[nodiscard]] std::vector<NameSite> find_sites(const KnownNames& names, const lm::Model& model,
                                               const NameWindow& window);

}  // namespace codau::restore
