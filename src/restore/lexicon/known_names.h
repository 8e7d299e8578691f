// restore/lexicon/known_names.h — names that are rare for the n-grams: provinces, districts,
// communes, organs, families.
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
  std::uint8_t size = 0;
  std::uint8_t province = 0;  ///< the province of a place; 0 for any other name
};

/// The names whose words the language model has. Immutable. Lists ascend by words.
class KnownNames {
 public:
  /// A unit word, "xã" or "thị trấn": its last word, and the word before it, if any. An organ of a
  /// unit (role unit_organ) has the places of the unit: "huyện ủy" has those of "huyện".
  struct Unit {
    lm::WordId before = lm::kUnknown, word = lm::kUnknown;
    std::size_t places = 0;  ///< index of the list of places that may follow
  };

  /// Takes places, agencies and families of `names` if `vocabulary` has all their words.
  KnownNames(const text::Lexicon& names, const Vocabulary& vocabulary);

  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  [[nodiscard]] std::span<const KnownName> places(std::size_t which) const {
    return places_[which];
  }
  [[nodiscard]] std::span<const KnownName> places() const { return all_places_; }
  [[nodiscard]] std::size_t provinces() const { return provinces_; }
  [[nodiscard]] std::span<const KnownName> province_names() const { return province_names_; }
  /// Returns the first words of names of organs: "Tổ", "Trung tâm" (role organ_head).
  [[nodiscard]] std::span<const KnownName> organ_heads() const { return organ_heads_; }
  /// Returns the heads that cannot be misread as a word for villages: "các khoa" is kept. "Các ban"
  /// may be "các bản".
  [[nodiscard]] std::span<const KnownName> group_heads() const { return group_heads_; }
  /// Returns the words before names of persons: "Cô", "đồng chí" (roles person_title, rank).
  [[nodiscard]] std::span<const KnownName> person_titles() const { return person_titles_; }
  /// Returns the names of organs of at least two words, and phrases that are printed unchanged
  /// (role set_phrase).
  [[nodiscard]] std::span<const KnownName> organs() const { return organs_; }
  [[nodiscard]] std::span<const KnownName> families() const { return families_; }
  /// Returns true for a family name, with its capital and marks, that few other words are spelt
  /// like.
  [[nodiscard]] bool is_distinctive_family(std::string_view word) const {
    return std::ranges::binary_search(distinctive_families_, word);
  }
  /// Returns true for a word of the name of a place, of three letters or more.
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
