#include "pipeline/edits/update_pdf_layers.h"

#include <fstream>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "core/error.h"
#include "export/pdf/replace_text_layers.h"
#include "pipeline/output/page_words_reader.h"
#include "pipeline/output/received_document.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

exports::PdfPage layer_of(const exports::PlacedPage& page) {
  exports::PdfPage out{page.number, page.width, page.height, page.dpi, page.rotation, {}};
  for (const exports::PlacedArea& area : page.areas) {
    for (const exports::PlacedParagraph& paragraph : area) {
      for (const exports::PlacedLine& line : paragraph) {
        std::vector<exports::PdfWord> words;
        for (const exports::PlacedWord& word : line)
          if (word.is_set || !page.has_own_text) words.push_back({word.text, word.box});
        if (!words.empty()) out.lines.push_back(std::move(words));
      }
    }
  }
  return out;
}

/// Returns the first document of the file, which has the PDF.
std::string first_of_file(const store::Store& store, const std::string& doc_id) {
  using record::Documents;
  std::string sha256;
  for (const record::Row& row : store.rows_of(doc_id, record::TableId::kDocuments))
    sha256 = record::ConstCells<Documents>(row).text(Documents::source_sha256);
  const std::string first = record::doc_id(sha256);
  return store.has_document(first) ? first : doc_id;
}

/// Returns the text layers of all pages of a file. Two documents may share a page.
std::vector<exports::PdfPage> layers_of(const store::Store& store, const std::string& first) {
  PageWordsReader words(store);
  std::map<std::uint32_t, exports::PdfPage> pages;
  std::vector<std::string> all{first};
  for (const std::string& further : store.sub_documents(first)) all.push_back(further);
  for (const std::string& doc_id : all) {
    for (const exports::PlacedPage& placed : words.of(doc_id)) {
      exports::PdfPage page = layer_of(placed);
      auto [at, is_new] = pages.try_emplace(page.number, page);
      if (is_new) continue;
      for (auto& line : page.lines) at->second.lines.push_back(std::move(line));
    }
  }
  std::vector<exports::PdfPage> list;
  for (auto& [number, page] : pages) list.push_back(std::move(page));
  return list;
}

void renew_pdf(store::Store& store, const std::string& first) {
  const fs::path target = store.results().paths(first).pdf;
  const auto obstacles = store.pdf(first);
  std::ifstream in(target, std::ios::binary);
  if (!obstacles || !in) return;
  const std::string before(std::istreambuf_iterator<char>(in), {});
  const std::vector<exports::PdfPage> pages = layers_of(store, first);
  if (pages.empty()) return;
  StreamedFile file(target);
  io::FileSink sink([&](std::string_view bytes) { file.take(bytes); });
  exports::replace_text_layers(before, pages, sink);
  sink.flush();
  file.keep();
  store.save_pdf(first, *obstacles, file.mark());
}

}  // namespace

void update_pdf_layers(store::Store& store, const std::set<std::string>& doc_ids) {
  std::set<std::string> files;
  for (const std::string& doc_id : doc_ids)
    if (store.has_document(doc_id)) files.insert(first_of_file(store, doc_id));
  for (const std::string& first : files) renew_pdf(store, first);
}

}  // namespace codau::pipeline
