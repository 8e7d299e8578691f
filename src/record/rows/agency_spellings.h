// record/rows/agency_spellings.h — finds names of agencies that are damaged spellings of other
// names in the same document. Inside of record/ only.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::record {

/// Collects the names of one document, then maps doubtful names to sure ones. A name is doubtful if
/// restoration changed it, or if recognition was not sure of it. Two sure names are never joined:
/// in print, Hà Lùng and Hạ Lũng are two places.
class AgencySpellings {
 public:
  /// Adds a mention. A mention without agency_name is ignored. `is_sure`: whether the name stands
  /// in the document as it was read, without doubt.
  void add(const document::AgencyMention& agency, bool is_sure);
  /// Decides the meaning of each doubtful name. Call this after the last add(). The candidates are
  /// names of the same level and kind, in this order:
  /// 1. The only sure name with the same letters without diacritics.
  /// 2. The only sure name that differs in at most one letter of eight and in no digit.
  /// 3. The most frequent name with the same letters without diacritics.
  /// Rules 2 and 3 apply only if no sure name has the same letters. If no rule gives a name, the
  /// doubtful name stands for itself.
  void settle();
  /// Returns whether the name is sure at any place in the document.
  [[nodiscard]] bool is_sure(const document::AgencyMention& agency) const;
  /// Returns the agency that a damaged spelling stands for. Returns null if the mention stands for
  /// itself.
  [[nodiscard]] const document::AgencyMention* meant(const document::AgencyMention& agency) const;

 private:
  struct Spelling {
    document::AgencyMention agency;
    std::string letters;  ///< name and place, folded: without diacritics
    std::size_t count = 0;
    bool is_sure = false;
  };
  using Group = std::vector<std::string>;  ///< keys of spellings of one level and kind
  [[nodiscard]] static std::string key_of(const document::AgencyMention& agency);
  void settle(const Group& group);

  std::map<std::string, Spelling> spellings_;  ///< by name and place with their marks
  std::map<std::string, std::string> meant_;   ///< by key of the doubtful name: key of its meaning
};

}  // namespace codau::record
