// restore/lexicon/known_names.h — names that n-grams have seen little of: of provinces, districts
// and communes, of organs, of families.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lm/model.h"
#include "restore/lexicon/lexicon.h"
#include "text/lexicon.h"

namespace codau::restore {

/// A name in words of the language model.
struct KnownName {
  static constexpr std::size_t kLongest = 8;  ///< words; longer names are left out
  std::array<lm::WordId, kLongest> words{};   ///< kUnknown behind the last
  std::uint8_t size = 0;
  std::uint8_t province = 0;  ///< that a place lies in; 0 for any other name
};

/// Immutable: the names whose words the language model has. Lists ascend by words.
class KnownNames {
 public:
  /// "xã", "thị trấn": the last word, and the one before it, if there is one. An organ of a unit
  /// (role unit_organ) has its places: "huyện ủy" those of "huyện".
  struct Unit {
    lm::WordId before = lm::kUnknown, word = lm::kUnknown;
    std::size_t places = 0;  ///< what may stand behind it
  };

  /// Places, agencies and families of `names` whose words `lexicon` has.
  KnownNames(const text::Lexicon& names, const Lexicon& lexicon);

  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  [[nodiscard]] std::span<const KnownName> places(std::size_t which) const {
    return places_[which];
  }
  [[nodiscard]] std::span<const KnownName> places() const { return all_places_; }
  [[nodiscard]] std::size_t provinces() const { return provinces_; }
  [[nodiscard]] std::span<const KnownName> province_names() const { return province_names_; }
  /// What names of organs begin with: "Tổ", "Trung tâm" (role organ_head).
  [[nodiscard]] std::span<const KnownName> heads() const { return heads_; }
  /// Those that look like no village: "các khoa", but "các ban" may be "các bản".
  [[nodiscard]] std::span<const KnownName> group_heads() const { return group_heads_; }
  /// What names of persons stand behind: "Cô", "đồng chí" (roles person_title, rank).
  [[nodiscard]] std::span<const KnownName> titles() const { return titles_; }
  /// Names of organs of two words or more, and phrases that are printed as they stand (role
  /// set_phrase).
  [[nodiscard]] std::span<const KnownName> organs() const { return organs_; }
  [[nodiscard]] std::span<const KnownName> families() const { return families_; }
  /// True for a family name, with its capital and marks, that few other words are written like.
  [[nodiscard]] bool is_telling_family(std::string_view word) const {
    return std::ranges::binary_search(telling_families_, word);
  }
  /// True for a word of a place's name, of three letters or more.
  [[nodiscard]] bool is_of_place(lm::WordId word) const {
    return word < of_places_.size() && of_places_[word];
  }

 private:
  void read_places(const text::Lexicon& names, const Lexicon& lexicon,
                   std::span<const std::string_view> units);
  void read_families(const text::Lexicon& names, const Lexicon& lexicon);
  void read_organs(const text::Lexicon& names, const Lexicon& lexicon);

  std::vector<Unit> units_;
  std::vector<std::vector<KnownName>> places_;  ///< by Unit::places
  std::vector<KnownName> all_places_, province_names_, heads_, group_heads_, titles_, organs_,
      families_;
  std::vector<std::string> telling_families_;  ///< ascending
  std::vector<bool> of_places_;                ///< by word
  std::size_t provinces_ = 1;
};

}  // namespace codau::restore
