#include "pipeline/document_stage.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "export/document_json.h"
#include "export/files.h"
#include "pipeline/files.h"
#include "record/ids.h"
#include "text/page_json.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
// A table of 50 MiB as one document took 79 s; the page of a plan takes 7 ms. All beyond what a
// page may take.
constexpr std::chrono::seconds kPerMiB{5}, kPerPdfPage{2}, kMostPdf{3600};
// Text, rows and evidence of a short plan are 40 times its text, of a table 60 times.
constexpr std::uint64_t kMostGrowth = 100, kLeastBytes = 16 * kMiB, kMostBytes = 4096 * kMiB;
// Pictures go in as they are, or without loss: a fax in Flate takes twice its room.
constexpr std::uint64_t kMostPdfGrowth = 32, kLeastPdf = 256 * kMiB, kMostPdfBytes = 16384 * kMiB;

// Everything that the files and rows of a document are made from, but its pages.
std::string facts_of(const RunOptions& options, const std::vector<ModelFile>& models,
                     const Source& source) {
  std::string facts(version());
  for (const ModelFile& model : models) facts += '\n' + model.name + ' ' + model.sha256;
  facts += "\nrows and printed lines";  // what is kept of a document
  facts += "\nuntil " + std::to_string(static_cast<int>(options.until));
  if (options.allow_secret) facts += "\nallow secret";
  facts += "\nsource " + source.info.sha256;
  for (const record::SourceName& name : source.info.names) facts += '\n' + name.path;
  return facts;
}

}  // namespace

std::optional<std::string> finished_page(const store::Store& store, const Source& source,
                                         const PageKeys& keys, std::uint32_t number) {
  auto page = store.page(source.info.sha256, keys.read, number);
  return page ? page : store.page(source.info.sha256, keys.simply, number);
}

DocumentStage::DocumentStage(const RunOptions& options)
    : options_(options), models_(model_files(options.home)) {}

std::shared_ptr<Making> DocumentStage::plan(const store::Store& store, const Source& source,
                                            const PageKeys& keys) const {
  auto making = std::make_shared<Making>();
  std::string facts = facts_of(options_, models_, source);
  for (std::uint32_t number = 1; number <= source.pages; ++number) {
    std::optional<std::string> page;
    if (options_.pages.has(number)) page = finished_page(store, source, keys, number);
    facts += '\n' + record::sha256(page.value_or(""));
    if (!page) continue;
    making->pages.push_back(number);
    making->bytes += page->size();
  }
  if (source.is_text()) making->bytes = source.info.bytes;
  making->fingerprint = record::sha256(facts);
  return making;
}

bool DocumentStage::is_done(const store::Store& store, const Source& source,
                            const Making& making) const {
  return store.fingerprint(source.info.doc_id) == making.fingerprint && has_files(source);
}

Job DocumentStage::job(const store::Store& store, const Source& source, const PageKeys& keys,
                       const std::shared_ptr<Making>& making) const {
  Job job;
  job.ask = worker::Ask::kDocument;
  job.timeout = options_.timeout_page + kPerMiB * static_cast<std::int64_t>(making->bytes / kMiB);
  job.most_bytes = std::min(kLeastBytes + kMostGrowth * making->bytes, kMostBytes);
  job.request = [this, &store, &source, &keys,
                 making](std::size_t i) -> std::optional<std::string> {
    if (i > making->pages.size()) return std::nullopt;
    if (i == making->pages.size()) {
      return worker::to_frame(worker::MakeDocument{
          source.info, source.pages, options_.until >= Until::kRestore,
          options_.until >= Until::kDocument, wants_pdf(source), options_.allow_secret});
    }
    const auto page = finished_page(store, source, keys, making->pages[i]);
    return worker::to_frame(worker::AddPage{page.value_or("")});
  };
  job.begin = [this, &source, making] {
    making->parts.emplace(folder(source));
    return [making](worker::Piece piece) { making->parts->take(std::move(piece)); };
  };
  return job;
}

std::shared_ptr<PdfMaking> DocumentStage::keep(store::Store& store, const Source& source,
                                               Making& making) const {
  DocumentParts& parts = *making.parts;
  auto pdf = std::make_shared<PdfMaking>();
  if (wants_pdf(source)) pdf->words = parts.pdf_pages(source.pages);
  if (options_.until >= Until::kDocument) {
    const record::Records& records = parts.records(source.info.doc_id);
    const std::vector<store::Printed> printed = parts.printed();
    parts.keep_files(texts());
    exports::write_atomically(folder(source) / "document.json", [&](exports::FileSink& sink) {
      exports::write_document_json(records, sink);
    });
    store.save_records(source.info.doc_id, records, printed);
  } else {
    parts.keep_files(texts());
  }
  making.parts.reset();
  // an older one must not pass for the one that is due
  if (wants_pdf(source)) remove_tree(folder(source) / "searchable.pdf");
  store.save_fingerprint(source.info.doc_id, making.fingerprint);
  return wants_pdf(source) ? pdf : nullptr;
}

Job DocumentStage::pdf_job(const Source& source, const std::shared_ptr<PdfMaking>& making) const {
  Job job;
  job.ask = worker::Ask::kPdf;
  job.timeout = std::min(options_.timeout_page + kPerPdfPage * source.pages, kMostPdf);
  job.most_bytes = std::min(kLeastPdf + kMostPdfGrowth * source.info.bytes, kMostPdfBytes);
  job.request = [making](std::size_t i) -> std::optional<std::string> {
    if (i < making->words.size()) return making->words[i];
    if (i > making->words.size()) return std::nullopt;
    return worker::to_frame(worker::WritePdf{});
  };
  job.begin = [this, &source, making] {
    making->file.reset();
    making->file.emplace(folder(source) / "searchable.pdf");
    return [making](const worker::Piece& piece) { making->file->take(piece.bytes); };
  };
  return job;
}

PageWarnings DocumentStage::warnings(const store::Store& store, const Source& source,
                                     const PageKeys& keys, const Making& making) {
  constexpr std::string_view kNothing = R"("warnings":[])";
  PageWarnings warnings;
  for (const std::uint32_t number : making.pages) {
    const auto json = finished_page(store, source, keys, number);
    if (!json || json->find(kNothing) != std::string::npos) continue;
    for (const std::string& code : text::page_from_json(*json).warnings) {
      warnings[code].push_back(number);
    }
  }
  return warnings;
}

bool DocumentStage::was_made(const Source& source) const {
  return fs::exists(folder(source) / "document.json");  // written before the rows
}

void DocumentStage::forget(store::Store& store, const Source& source) const {
  store.remove_document(source.info.doc_id);
  remove_tree(folder(source));
}

fs::path DocumentStage::folder(const Source& source) const {
  return options_.out / "documents" / source.info.doc_id;
}

bool DocumentStage::wants_pdf(const Source& source) const {
  return !source.is_text() && options_.until == Until::kExports && options_.formats.contains("pdf");
}

std::vector<std::string> DocumentStage::texts() const {
  std::vector<std::string> names{"ocr.txt"};
  if (options_.until >= Until::kRestore) names.insert(names.end(), {"text.txt", "changes.jsonl"});
  return names;
}

bool DocumentStage::has_files(const Source& source) const {
  std::vector<std::string> names = texts();
  if (options_.until >= Until::kDocument) names.emplace_back("document.json");
  if (wants_pdf(source)) names.emplace_back("searchable.pdf");
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return fs::exists(folder(source) / name); });
}

}  // namespace codau::pipeline
