// pipeline/page_words.h — the restored words of an output where they stand on the pages, put
// together from what it keeps: pages.db and text.txt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/placed_page.h"
#include "store/pages.h"
#include "store/reader.h"

namespace codau::pipeline {

/// Nothing is read or restored again: the pages are put together as they were read, and what
/// restoration made of them is applied, as a run does. What comes out is believed where it is the
/// text.txt of the document, byte for byte. One thread; the last source stays in memory.
class PageWords {
 public:
  /// `store`, that of `out`, must outlive this.
  PageWords(std::filesystem::path out, const store::Reader& store);

  /// The pages of a document that were read, ascending; none where what is kept is not what its
  /// text was made from, and none of plain text. Gone with the next call. Throws Error{kOutput}.
  [[nodiscard]] const std::vector<exports::PlacedPage>& of(std::string_view doc_id);

 private:
  /// A source as it was read, and restored.
  struct Text {
    std::string sha256;
    RestoredDocument document;  // without pages where they are not there
    std::vector<Bytes> words_as_read;
  };
  void open(const std::string& sha256);
  [[nodiscard]] std::vector<OcrPage> pages_of(const std::string& sha256) const;
  [[nodiscard]] std::vector<exports::PlacedPage> find(std::string_view doc_id);

  std::filesystem::path out_;
  const store::Reader& store_;
  store::Pages pages_;
  Text text_;
  std::string doc_id_;
  std::vector<exports::PlacedPage> found_;  // of doc_id_
};

}  // namespace codau::pipeline
