#include "pipeline/document_stage.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "export/document_json.h"
#include "export/files.h"
#include "export/parts.h"
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
                     const Source& source, Until until) {
  std::string facts(version());
  for (const ModelFile& model : models) facts += '\n' + model.name + ' ' + model.sha256;
  facts += "\nrows and printed lines";  // what is kept of a document
  facts += "\nuntil " + std::to_string(static_cast<int>(until));
  if (options.allow_secret) facts += "\nallow secret";
  facts += "\nsource " + source.info.sha256;
  for (const record::SourceName& name : source.info.names) facts += '\n' + name.path;
  return facts;
}

std::vector<std::string> texts(Until until) {
  std::vector<std::string> names{"ocr.txt"};
  if (until >= Until::kRestore) names.insert(names.end(), {"text.txt", "changes.jsonl"});
  return names;
}

constexpr const char* kPdf = "searchable.pdf";
constexpr const char* kRows = "document.json";

}  // namespace

DocumentStage::DocumentStage(const RunOptions& options)
    : options_(options), models_(model_files(options.home)) {}

std::shared_ptr<Making> DocumentStage::plan(const store::Store& store, const Source& source,
                                            const PageKeys& keys) const {
  exports::sweep_parts(folder(source));  // of a run that was killed
  auto making = std::make_shared<Making>();
  making->until = until_of(source);
  const bool asked = options_.until == Until::kExports && options_.formats.contains("pdf");
  making->with_pdf = !source.is_text() && (asked || has_file(source, kPdf));
  std::string facts = facts_of(options_, models_, source, making->until);
  for (std::uint32_t number = 1; number <= source.pages; ++number) {
    const std::optional<std::string> json = page(store, source, keys, number);
    facts += '\n' + record::sha256(json.value_or(""));
    if (!json) continue;
    making->pages.push_back(number);
    making->bytes += json->size();
  }
  if (source.is_text()) making->bytes = source.info.bytes;
  making->fingerprint = record::sha256(facts);
  return making;
}

bool DocumentStage::is_done(const store::Store& store, const Source& source,
                            const Making& making) const {
  return store.fingerprint(source.info.doc_id) == making.fingerprint && has_files(source, making);
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
          source.info, source.pages, making->until >= Until::kRestore,
          making->until >= Until::kDocument, making->with_pdf, options_.allow_secret});
    }
    const auto json = page(store, source, keys, making->pages[i]);
    return worker::to_frame(worker::AddPage{json.value_or("")});
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
  if (making.with_pdf) pdf->words = parts.take_pdf_pages(source.pages);
  if (making.until >= Until::kDocument) {
    const record::Records& records = parts.records(source.info.doc_id);
    const std::vector<store::Printed>& printed = parts.printed();
    parts.keep_files(texts(making.until));
    exports::write_atomically(folder(source) / kRows, [&](exports::FileSink& sink) {
      exports::write_document_json(records, sink);
    });
    store.save_records(source.info.doc_id, records, printed);
  } else {
    parts.keep_files(texts(making.until));
  }
  making.parts.reset();
  // an older one must not pass for the one that is due
  if (making.with_pdf) remove_tree(folder(source) / kPdf);
  store.save_fingerprint(source.info.doc_id, making.fingerprint);
  return making.with_pdf ? pdf : nullptr;
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
    making->file.emplace(folder(source) / kPdf);
    return [making](const worker::Piece& piece) { making->file->take(piece.bytes); };
  };
  return job;
}

PageWarnings DocumentStage::warnings(const store::Store& store, const Source& source,
                                     const PageKeys& keys, const Making& making) const {
  constexpr std::string_view kNothing = R"("warnings":[])";
  PageWarnings warnings;
  for (const std::uint32_t number : making.pages) {
    const auto json = page(store, source, keys, number);
    if (!json || json->find(kNothing) != std::string::npos) continue;
    for (const std::string& code : text::page_from_json(*json).warnings) {
      warnings[code].push_back(number);
    }
  }
  return warnings;
}

bool DocumentStage::was_made(const Source& source) const {
  return has_file(source, kRows);  // written before the rows
}

void DocumentStage::forget(store::Store& store, const Source& source) const {
  store.remove_document(source.info.doc_id);
  remove_tree(folder(source));
}

fs::path DocumentStage::folder(const Source& source) const {
  return options_.out / "documents" / source.info.doc_id;
}

std::optional<std::string> DocumentStage::page(const store::Store& store, const Source& source,
                                               const PageKeys& keys, std::uint32_t number) const {
  const std::string& sha256 = source.info.sha256;
  for (const std::string& key : {keys.read, keys.simply}) {
    if (auto found = store.page(sha256, key, number)) return found;
  }
  if (options_.pages.has(number)) return std::nullopt;
  std::vector<std::string> others = store.page_keys(sha256, number);
  std::stable_partition(others.begin(), others.end(),
                        [](const std::string& key) { return key.ends_with(PageKeys::kSimply); });
  return others.empty() ? std::nullopt : store.page(sha256, others.back(), number);
}

bool DocumentStage::has_file(const Source& source, const char* name) const {
  return fs::exists(folder(source) / name);
}

Until DocumentStage::until_of(const Source& source) const {
  const Until earlier = has_file(source, kRows)        ? Until::kDocument
                        : has_file(source, "text.txt") ? Until::kRestore
                                                       : Until::kOcr;
  return std::min(std::max(options_.until, earlier), Until::kDocument);
}

bool DocumentStage::is_restored(const Source& source) const {
  return until_of(source) >= Until::kRestore;
}

bool DocumentStage::has_files(const Source& source, const Making& making) const {
  std::vector<std::string> names = texts(making.until);
  if (making.until >= Until::kDocument) names.emplace_back(kRows);
  if (making.with_pdf) names.emplace_back(kPdf);
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return has_file(source, name.c_str()); });
}

}  // namespace codau::pipeline
