// pipeline/output/page_words_reader.h — places the restored words of a document on its pages, from
// the data that an output keeps (pages.db and the text).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/words/placed_page.h"
#include "pipeline/output/edited_text_files.h"
#include "record/schema/row.h"
#include "store/pages/page_store.h"
#include "store/store.h"
#include "store/store_reader.h"

namespace codau::pipeline {

/// Rebuilds the words of a document with their boxes. No page is recognised and no text is restored
/// again. The stored OCR results are joined and the stored restoration is applied, as in a run. The
/// result is accepted if it equals the text of the document byte for byte. Lines may differ only by
/// changes that the log marks as human edits or unread ink. One thread only. The last source stays
/// in memory.
class PageWordsReader {
 public:
  /// `store`: the store of `out`; must outlive the reader.
  PageWordsReader(const std::filesystem::path& out, const store::StoreReader& store);
  explicit PageWordsReader(const store::Store& store);

  /// Returns the pages of a document that were read, ascending, with human edits applied. Returns
  /// nothing for plain text, or if the stored data does not give the text of the document. The
  /// reference is valid until the next call. Throws Error{kOutput}.
  [[nodiscard]] const std::vector<exports::PlacedPage>& of(std::string_view doc_id);

 private:
  /// The OCR text of a source and its restoration.
  struct Text {
    std::string sha256;
    RestoredDocument document;  // without pages if they are missing
    std::vector<ByteRange> words_as_read;
  };
  void open(const std::string& sha256);
  [[nodiscard]] std::vector<OcrPage> pages_of(const std::string& sha256) const;
  [[nodiscard]] std::vector<exports::PlacedPage> find(std::string_view doc_id);

  /// Passes the rows of a document in a table to the callback.
  using RowsOf = std::function<void(const record::Table&, std::string_view doc_id,
                                    const std::function<void(const record::Row&)>&)>;

  /// Returns the text files of a document.
  using TextsOf = std::function<std::optional<TextFiles>(std::string_view doc_id)>;

  RowsOf rows_of_;
  TextsOf texts_of_;
  std::optional<store::PageStore> own_pages_;  // nothing if the pages of an open store are used
  const store::PageStore& pages_;
  Text text_;
  std::string doc_id_;
  std::vector<exports::PlacedPage> found_;  // pages of doc_id_
};

}  // namespace codau::pipeline
