// Laws of worker/channel.h and worker/protocol.h.
#include <sys/socket.h>

#include <array>
#include <string>
#include <thread>

#include "generator.h"
#include "worker/channel.h"
#include "worker/protocol.h"

namespace codau::worker {
namespace {

using testing::kRounds;
using testing::Laws;

// worker/channel.h: what send_frame sent is what receive_frame gives, in order.
TEST_F(Laws, FramesArriveAsTheyWereSent) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  const Descriptor here(ends[0]);
  const Descriptor there(ends[1]);
  std::vector<std::string> sent;
  for (int i = 0; i < kRounds; ++i) {
    sent.push_back(generate.bytes());
    if (generate.chance(5)) sent.back().resize(generate.below(3U << 20U), 'x');
  }
  std::jthread sender([&] {
    for (const std::string& frame : sent) ASSERT_TRUE(send_frame(here.get(), frame));
  });
  for (const std::string& frame : sent) {
    const auto got = receive_frame(there.get());
    ASSERT_TRUE(got);
    ASSERT_EQ(got->json, frame);
  }
}

// worker/protocol.h: request_from_json(to_json(r)) is r; the same for Probe, Versions and
// Picture.
TEST_F(Laws, MessagesComeBackAsTheyWere) {
  for (int i = 0; i < kRounds; ++i) {
    exports::PdfPage page{1, 100, 200, 300, 0, {}};
    for (std::size_t lines = generate.below(4); lines > 0; --lines) {
      auto& line = page.lines.emplace_back();
      for (std::size_t words = generate.below(5); words > 0; --words) {
        line.push_back({generate.word(), {-1, 2, 3, static_cast<std::int32_t>(words)}});
      }
    }
    const auto number = static_cast<std::uint32_t>(generate.below(100'000));
    for (const Request& request :
         {Request{generate.word(), AskVersions{}}, Request{generate.word(), AskProbe{}},
          Request{generate.word(), AskPage{number, generate.chance(2), generate.chance(2)}},
          Request{generate.word(), BeginPdf{}}, Request{generate.word(), AddPdfPage{page}},
          Request{generate.word(), WritePdf{generate.line()}}}) {
      const std::string json = to_json(request);
      const Request back = request_from_json(json);
      ASSERT_EQ(back.what.index(), request.what.index());
      ASSERT_EQ(to_json(back), json);
    }
    const Probe probe{generate.word(), number};
    ASSERT_EQ(probe_from_json(to_json(probe)), probe);
    const Versions versions{generate.line(), generate.line(), generate.word()};
    ASSERT_EQ(versions_from_json(to_json(versions)), versions);
    const Picture picture{generate.chance(2) ? Picture::Kind::kSteps : Picture::Kind::kOverlay,
                          generate.bytes()};
    ASSERT_EQ(picture_of(to_frame(picture)), picture);
    const auto cause = static_cast<Cause>(generate.below(15));
    const auto error = error_of(to_json(Error(cause, generate.line())));
    ASSERT_TRUE(error);
    ASSERT_EQ(error->cause(), cause);
  }
}

}  // namespace
}  // namespace codau::worker
