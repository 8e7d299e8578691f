// pipeline/output/page_words_reader.h — the restored words of an output where they stand on the
// pages, put together from what it keeps: pages.db and the text.
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

/// Nothing is read or restored again: the pages are put together as they were read, and what
/// restoration made of them is applied, as a run does. What comes out is believed if it is the
/// text of the document, byte for byte, or differs only in lines of which the changes say that
/// people have set something there, or that ink was not read. One thread; the last source stays in
/// memory.
class PageWordsReader {
 public:
  /// `store`, that of `out`, must outlive this.
  PageWordsReader(const std::filesystem::path& out, const store::StoreReader& store);
  explicit PageWordsReader(const store::Store& store);

  /// The pages of a document that were read, ascending, with what people have set in it; none if
  /// what is kept is not what its text was made from, and none of plain text. Gone with the next
  /// call. Throws Error{kOutput}.
  [[nodiscard]] const std::vector<exports::PlacedPage>& of(std::string_view doc_id);

 private:
  /// A source as it was read, and restored.
  struct Text {
    std::string sha256;
    RestoredDocument document;  // without pages where they are not there
    std::vector<ByteRange> words_as_read;
  };
  void open(const std::string& sha256);
  [[nodiscard]] std::vector<OcrPage> pages_of(const std::string& sha256) const;
  [[nodiscard]] std::vector<exports::PlacedPage> find(std::string_view doc_id);

  /// Gives the rows of a document in a table.
  using RowsOf = std::function<void(const record::Table&, std::string_view doc_id,
                                    const std::function<void(const record::Row&)>&)>;

  /// Gives the text of a document and what belongs to it.
  using TextsOf = std::function<std::optional<TextFiles>(std::string_view doc_id)>;

  RowsOf rows_of_;
  TextsOf texts_of_;
  std::optional<store::PageStore> own_pages_;  // nothing if they are those of an open store
  const store::PageStore& pages_;
  Text text_;
  std::string doc_id_;
  std::vector<exports::PlacedPage> found_;  // of doc_id_
};

}  // namespace codau::pipeline
