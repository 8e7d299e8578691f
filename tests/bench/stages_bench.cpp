// How long each stage takes, one thread, on a bundled plan. Needs models/ (and tesseract-ocr-vie
// for the page). The whole program against plain Tesseract: tests/bench/pages.py.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

#include "../support/lexicon.h"
#include "document/read_document.h"
#include "ocr/page_reader.h"
#include "record/rows/records.h"
#include "restore/api/restorer.h"
#include "source/source_file.h"
#include "text/normalise.h"
#include "text/text_document.h"
#include "text/unicode.h"

namespace {

using namespace codau;

const std::string kRoot = CODAU_ROOT;

std::string stripped_plan() {
  std::ifstream in(kRoot + "/data/samples/03-san-pham-dia-phuong.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const restore::Restorer& restorer() {
  static const restore::Restorer kRestorer((kRoot + "/models").c_str(), (kRoot + "/data").c_str());
  return kRestorer;
}

RestoredDocument restored_plan() {
  const std::string text = text::decode_text_file(stripped_plan()).text;
  return text::apply_restoration(text::parse_plain_text(text), restorer().restore(text));
}

void load_models(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        restore::Restorer((kRoot + "/models").c_str(), (kRoot + "/data").c_str()));
  }
}
BENCHMARK(load_models)->Unit(benchmark::kMillisecond);

void decode_text_file(benchmark::State& state) {
  const std::string plan = stripped_plan();
  for (auto _ : state) benchmark::DoNotOptimize(text::decode_text_file(plan));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(plan.size()));
}
BENCHMARK(decode_text_file)->Unit(benchmark::kMillisecond);

void restore_stripped(benchmark::State& state) {
  const std::string plan = stripped_plan();
  (void)restorer();
  for (auto _ : state) benchmark::DoNotOptimize(restorer().restore(plan));
  const std::int64_t words = std::count(plan.begin(), plan.end(), ' ');
  state.counters["syllables"] = benchmark::Counter(static_cast<double>(state.iterations() * words),
                                                   benchmark::Counter::kIsRate);
}
BENCHMARK(restore_stripped)->Unit(benchmark::kMillisecond);

void read_document(benchmark::State& state) {
  const RestoredDocument plan = restored_plan();
  for (auto _ : state)
    benchmark::DoNotOptimize(document::read_document(codau::own_lexicon(), plan));
}
BENCHMARK(read_document)->Unit(benchmark::kMillisecond);

void to_records(benchmark::State& state) {
  const RestoredDocument plan = restored_plan();
  const document::Document document = document::read_document(codau::own_lexicon(), plan);
  record::SourceInfo source;
  source.doc_id = "0123456789abcdef";
  source.format = "txt";
  for (auto _ : state)
    benchmark::DoNotOptimize(record::to_records(codau::own_lexicon(), document, plan, source));
}
BENCHMARK(to_records)->Unit(benchmark::kMillisecond);

/// Segmentation and records of long documents, by the page of 40 lines: the same however many.
RestoredDocument as_printed(const std::string& text) {
  RestoredDocument document;
  document.before = document.after = text::parse_plain_text(text);
  return document;
}

void document_and_records(benchmark::State& state, const std::string& text) {
  constexpr double kLinesOfAPage = 40;
  const RestoredDocument input = as_printed(text);
  record::SourceInfo source;
  source.doc_id = "0123456789abcdef";
  source.format = "txt";
  for (auto _ : state) {
    benchmark::DoNotOptimize(record::to_records(
        codau::own_lexicon(), document::read_document(codau::own_lexicon(), input), input, source));
  }
  const double pages = std::max(
      1.0, static_cast<double>(std::count(text.begin(), text.end(), '\n')) / kLinesOfAPage);
  state.counters["pages"] = pages;
  state.counters["s/page"] =
      benchmark::Counter(pages * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// A plan of many sections: a bundled one with its body again and again.
void long_plan(benchmark::State& state) {
  const std::string plan = restored_plan().after.text;
  std::string text = plan;
  while (std::count(text.begin(), text.end(), '\n') < 40 * state.range(0)) text += "\n" + plan;
  document_and_records(state, text);
}
BENCHMARK(long_plan)->Arg(1)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

/// One table, a line a row.
void long_table(benchmark::State& state) {
  std::string text =
      "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nSố: 07/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\nKẾ "
      "HOẠCH\nCải cách hành chính năm 2024\n\nPhụ lục 1\nDANH MỤC NHIỆM VỤ\n\n"
      "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tYêu cầu\tThời gian hoàn thành\n";
  for (std::int64_t row = 1; row <= state.range(0); ++row) {
    text += std::to_string(row) +
            "\tRà soát, công bố thủ tục hành chính thuộc thẩm quyền giải quyết\t- Văn phòng - Tư "
            "pháp\tCác thôn, tổ dân phố\tBáo cáo kết quả\tTrước ngày 30/6/2024\n";
  }
  document_and_records(state, text);
}
BENCHMARK(long_table)->Arg(50)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

void page_image(benchmark::State& state) {
  const image::SourceFile file(kRoot + "/data/samples/01-phong-chong-thien-tai.pdf");
  for (auto _ : state) benchmark::DoNotOptimize(file.load_page_image(1));
}
BENCHMARK(page_image)->Unit(benchmark::kMillisecond);

void read_page(benchmark::State& state) {
  const image::SourceFile file(kRoot + "/data/samples/01-phong-chong-thien-tai.pdf");
  ocr::PageReader reader({.models = kRoot + "/models"});
  for (auto _ : state) benchmark::DoNotOptimize(ocr::read_page(reader, file, 1));
}
BENCHMARK(read_page)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
