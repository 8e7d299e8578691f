// restore/lexicon/known_names.h — names that the n-gram model underrates, since they are rare:
// provinces, districts, communes, organs, families.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/vocabulary.h"
#include "text/lexicon.h"

namespace codau::restore {

/// A name as words of the language model.
struct KnownName {
  static constexpr std::size_t kMaxNameWords = 8;  ///< words; longer names are left out
  std::array<lm::WordId, kMaxNameWords> words{};   ///< kUnknown after the last word
  std::uint8_t size = 0;                           ///< number of words
  std::uint8_t province = 0;  ///< number of the province of a place, from 1; 0 for other names
};

/// The names of a lexicon that consist of words of the language model. Immutable. Lists of names
/// ascend by KnownName::words. "Role" means the role of an entry in text/lexicon.h.
class KnownNames {
 public:
  /// A unit word: a word or two words before names of places, "xã" or "thị trấn". An organ of a
  /// unit (role unit_organ) counts as well. Its places are those of the unit: "huyện ủy" has those
  /// of "huyện".
  struct Unit {
    /// `word`: the last word. `before`: the word before it; kUnknown if the unit word is one word.
    lm::WordId before = lm::kUnknown, word = lm::kUnknown;
    std::size_t places = 0;  ///< argument of places() for the names that may follow
  };

  /// Takes the names of `names`. Leaves out a name if `vocabulary` lacks one of its words.
  KnownNames(const text::Lexicon& names, const Vocabulary& vocabulary);

  /// Returns all unit words, in no particular order.
  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  /// Returns the places of one kind of unit, without the unit word. `which`: Unit::places.
  [[nodiscard]] std::span<const KnownName> places(std::size_t which) const {
    return places_[which];
  }
  /// Returns the places of all units.
  [[nodiscard]] std::span<const KnownName> places() const { return all_places_; }
  /// Returns the number of values that KnownName::province may have: provinces, and 0.
  [[nodiscard]] std::size_t provinces() const { return provinces_; }
  /// Returns the places that are provinces.
  [[nodiscard]] std::span<const KnownName> province_names() const { return province_names_; }
  /// Returns the first words of names of organs: "Tổ", "Trung tâm" (role organ_head).
  [[nodiscard]] std::span<const KnownName> organ_heads() const { return organ_heads_; }
  /// Returns the organ heads that cannot be misread as a word for villages. This leaves out "ban":
  /// "các ban" may be "các bản".
  [[nodiscard]] std::span<const KnownName> group_heads() const { return group_heads_; }
  /// Returns the words before names of persons: "Cô", "đồng chí" (roles person_title, rank).
  [[nodiscard]] std::span<const KnownName> person_titles() const { return person_titles_; }
  /// Returns the names of organs of at least two words, and phrases that are printed unchanged
  /// (role set_phrase).
  [[nodiscard]] std::span<const KnownName> organs() const { return organs_; }
  /// Returns the family names (surnames).
  [[nodiscard]] std::span<const KnownName> families() const { return families_; }
  /// Returns true for a family name that few other words are spelt like. The lexicon marks these
  /// names by "telling". `word`: with its capital and marks.
  [[nodiscard]] bool is_distinctive_family(std::string_view word) const {
    return std::ranges::binary_search(distinctive_families_, word);
  }
  /// Returns true for a word in the name of a place, if the word has three letters or more.
  [[nodiscard]] bool is_place_word(lm::WordId word) const {
    return word < is_place_word_.size() && is_place_word_[word];
  }

 private:
  void read_places(const text::Lexicon& names, const Vocabulary& vocabulary,
                   std::span<const std::string_view> units);
  void read_families(const text::Lexicon& names, const Vocabulary& vocabulary);
  void read_organs(const text::Lexicon& names, const Vocabulary& vocabulary);

  std::vector<Unit> units_;
  std::vector<std::vector<KnownName>> places_;  ///< by Unit::places
  std::vector<KnownName> all_places_, province_names_, organ_heads_, group_heads_, person_titles_,
      organs_, families_;
  std::vector<std::string> distinctive_families_;  ///< ascending
  std::vector<bool> is_place_word_;                ///< by word
  std::size_t provinces_ = 1;
};

}  // namespace codau::restore
