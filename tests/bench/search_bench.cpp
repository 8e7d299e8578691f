// How long a full-text query takes over 100,000 passages (pages or stretches of plans), and how
// long their index takes to make.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "store/search/search_index.h"
#include "store/store.h"

namespace {

using namespace codau;

constexpr std::size_t kPassages = 100'000, kOfADocument = 50, kLines = 12;

/// A store of made-up documents: lines of the bundled sample, each passage with other ones.
class Archive {
 public:
  Archive() {
    std::string name = (std::filesystem::temp_directory_path() / "codau-bench-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::ifstream in(std::string(CODAU_ROOT) + "/data/samples/03-san-pham-dia-phuong.txt");
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) lines_.push_back(line);
    }
    store::Store store(file());
    for (std::size_t d = 0; d < kPassages / kOfADocument; ++d) save(store, d);
    store.finish();
  }
  ~Archive() { std::filesystem::remove_all(folder_); }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "codau.db"; }

 private:
  void save(store::Store& store, std::size_t document) {
    std::vector<store::PrintedPassage> passages(kOfADocument);
    for (std::uint32_t page = 1; store::PrintedPassage & passage : passages) {
      passage.page = page++;
      for (std::size_t i = 0; i < kLines; ++i)
        passage.text += lines_[random_() % lines_.size()] + '\n';
      passage.text += "so " + std::to_string(random_() % 5000) + "/KH-UBND";
    }
    store.save_records("document" + std::to_string(10'000'000 + document), record::Records{},
                       passages);
  }

  std::filesystem::path folder_;
  std::vector<std::string> lines_;
  std::mt19937 random_{7};
};

void find(benchmark::State& state, const char* typed) {
  static const Archive kArchive;
  std::size_t hits = 0;
  for (auto _ : state) {  // opened anew each time, as the command does
    const store::SearchIndex index(kArchive.file());
    hits = index.find(store::parse_query(typed), 20).hits.size();
  }
  state.counters["hits"] = static_cast<double>(hits);
  state.counters["MiB"] =
      static_cast<double>(std::filesystem::file_size(kArchive.file())) / (1024.0 * 1024.0);
}
BENCHMARK_CAPTURE(find, code, "4711/KH-UBND")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, phrase, "\"sản phẩm\"")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, words, "sản phẩm địa phương")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, word_everywhere, "KH")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, prefix, "ng*")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, nothing, "xyzzy")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
