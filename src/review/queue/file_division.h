// review/queue/file_division.h — finds how a file with pages is divided into documents. One file
// may be a scan of several documents.
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

/// Returns the pages of a document within its file; an empty range if the file is a text without
/// pages.
[[nodiscard]] PageRange find_page_range(const store::StoreReader& store, std::string_view doc_id);

/// The division of a file, and the place of one document in it.
struct FileDivision {
  std::string file;  ///< doc_id of the first document of the file
  /// Page at which each document begins, ascending from 1.
  std::vector<std::uint32_t> first_pages;
  /// Number of pages of the file.
  std::uint32_t pages = 0;
  /// Pages of the document that was asked for.
  PageRange range;
  std::string wanted;  ///< first pages that people want (EditAction::kDivide); or empty
  /// Pages in `wanted` that no run has read. No document can begin there.
  std::vector<std::uint32_t> unread = {};
  /// Returns a hash of the division. An action names the hash on which it is based.
  [[nodiscard]] std::string version() const {
    return record::sha256(wanted + '\n' + record::to_text(first_pages)).substr(0, 16);
  }
  /// Returns a hash of `wanted` only. Used to undo a division, even if a run has divided the file
  /// since.
  [[nodiscard]] std::string wanted_version() const { return record::sha256(wanted).substr(0, 16); }
  /// Returns true if the file is divided as people want, or if people want no special division.
  [[nodiscard]] bool is_as_wanted() const {
    return wanted.empty() || wanted == record::to_text(first_pages);
  }
  /// Returns the first page of each document after the next run.
  [[nodiscard]] std::vector<std::uint32_t> wanted_first_pages() const {
    const auto begins = record::parse_pages(wanted);
    return !begins || begins->empty() ? first_pages : *begins;
  }
};
/// Returns the division of the file of a document; nothing for a text, which has no pages.
[[nodiscard]] std::optional<FileDivision> find_file_division(const store::StoreReader& store,
                                                             std::string_view doc_id);

}  // namespace codau::review
