// record/rows/agency_spellings.h — which of the names of agencies in one document are damaged
// spellings of others that stand sure in it. Inside of record/ only.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::record {

/// A name was read in doubt where restoration changed it or recognition was not sure of it. On
/// print, Hà Lùng and Hạ Lũng are two places: names that are sure are never joined.
class AgencySpellings {
 public:
  /// A mention with agency_name, and whether it stands there as it was read, without doubt.
  void add(const document::AgencyMention& agency, bool is_sure);
  /// After the last one. Of one level and kind, a doubtful name means the only sure one that has
  /// its letters without marks, else the only sure one that differs from it in at most one letter
  /// of eight and in no digit; where none is sure, the most frequent one with its letters.
  void settle();
  /// Whether a name stands sure anywhere in the document.
  [[nodiscard]] bool is_sure(const document::AgencyMention& agency) const;
  /// What a mention means, where that is another name; nullptr for one that stands for itself.
  [[nodiscard]] const document::AgencyMention* meant(const document::AgencyMention& agency) const;

 private:
  struct Spelling {
    document::AgencyMention agency;
    std::string letters;  ///< folded
    std::size_t count = 0;
    bool is_sure = false;
  };
  using Group = std::vector<std::string>;  ///< keys of spellings of one level and kind
  [[nodiscard]] static std::string key_of(const document::AgencyMention& agency);
  void settle(const Group& group);

  std::map<std::string, Spelling> spellings_;  ///< by name and place with their marks
  std::map<std::string, std::string> meant_;   ///< keys of doubtful ones, and of what they mean
};

}  // namespace codau::record
