// review/queue/file_division.h — how a file with pages is divided into documents, and which of them
// one is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/schema/ids.h"
#include "review/queue/page_ranges.h"
#include "store/store_reader.h"

namespace codau::review {

/// Returns the pages of a document in its file; an empty range for a text.
[[nodiscard]] PageRange find_page_range(const store::StoreReader& store, std::string_view doc_id);

struct FileDivision {
  std::string file;  ///< doc_id of the first
  std::vector<std::uint32_t> first_pages;
  std::uint32_t pages = 0;
  PageRange range;
  std::string wanted;  ///< as people have it for the next run (record::EditAction::kDivide)
  /// Of what is wanted: pages that nobody has read yet. No document can begin there.
  std::vector<std::uint32_t> unread = {};
  /// By which an action says what it was based on.
  [[nodiscard]] std::string version() const {
    return record::sha256(wanted + '\n' + record::to_text(first_pages)).substr(0, 16);
  }
  /// The same of one that takes back what people have said, however a run has divided since.
  [[nodiscard]] std::string wanted_version() const { return record::sha256(wanted).substr(0, 16); }
  [[nodiscard]] bool is_as_wanted() const {
    return wanted.empty() || wanted == record::to_text(first_pages);
  }
  /// Where documents begin after the next run.
  [[nodiscard]] std::vector<std::uint32_t> wanted_first_pages() const {
    const auto begins = record::parse_pages(wanted);
    return !begins || begins->empty() ? first_pages : *begins;
  }
};
/// Nothing for a text, which has no pages.
[[nodiscard]] std::optional<FileDivision> find_file_division(const store::StoreReader& store,
                                                             std::string_view doc_id);

}  // namespace codau::review
