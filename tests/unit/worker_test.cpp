// worker/: messages over a socket pair, also when the other side misbehaves.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <string>

#include "../support/temp_folder.h"
#include "core/error.h"
#include "worker/channel.h"
#include "worker/descriptor.h"
#include "worker/protocol.h"

namespace codau::worker {
namespace {

struct Pair {
  Pair() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    here = Descriptor(ends[0]);
    there = Descriptor(ends[1]);
  }
  Descriptor here, there;
};

TEST(Channel, AFrameTakesItsFileAlong) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "scan", "pixels");
  Pair pair;
  ASSERT_TRUE(send_frame(pair.here.get(), "{}", open_to_read(folder / "scan").get()));
  const auto frame = receive_frame(pair.there.get());
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->json, "{}");
  std::array<char, 16> bytes{};
  EXPECT_EQ(::read(frame->fd.get(), bytes.data(), bytes.size()), 6);
}

TEST(Channel, NothingComesFromASideThatIsGone) {
  Pair pair;
  pair.there = Descriptor();
  EXPECT_FALSE(receive_frame(pair.here.get()));
  EXPECT_FALSE(send_frame(pair.here.get(), "{}"));
}

TEST(Channel, AFrameCutShortIsNone) {
  Pair pair;
  ASSERT_EQ(::write(pair.there.get(), "\x05\0\0\0{", 5), 5);
  pair.there = Descriptor();
  EXPECT_FALSE(receive_frame(pair.here.get()));
}

TEST(Channel, AFrameThatClaimsTooMuchIsNone) {
  Pair pair;
  ASSERT_EQ(::write(pair.there.get(), "\xFF\xFF\xFF\xFF{}", 6), 6);
  EXPECT_FALSE(receive_frame(pair.here.get()));
}

TEST(Channel, ASideThatDoesNotReadIsGivenUp) {
  Pair pair;
  const timeval soon{0, 50'000};
  ::setsockopt(pair.here.get(), SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon);
  EXPECT_FALSE(send_frame(pair.here.get(), std::string(8U << 20U, ' ')));
}

TEST(Protocol, AnErrorKeepsCodeCauseAndMessage) {
  const auto error = error_of(to_json(Error(Cause::kEncrypted, "scan: a password")));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::kInput);
  EXPECT_EQ(error->cause(), Cause::kEncrypted);
  EXPECT_STREQ(error->what(), "scan: a password");
}

TEST(Protocol, APageIsNoError) { EXPECT_FALSE(error_of(R"({"number":1,"text":"{\"error\":"})")); }

TEST(Protocol, APictureIsTakenForNoAnswer) {
  const Picture picture{Picture::Kind::kOverlay, "\x89PNG {\"error\":"};
  EXPECT_EQ(picture_of(to_frame(picture)), picture);
  EXPECT_FALSE(error_of(to_frame(picture)));
  EXPECT_FALSE(picture_of(to_json(Probe{"pdf", 3})));
  EXPECT_FALSE(picture_of(to_json(Error(Cause::kEncrypted, "scan"))));
  EXPECT_FALSE(picture_of(""));
}

TEST(Protocol, WordsOfAPdfPageArriveAtTheirBoxes) {
  exports::PdfPage page{7, 1654, 2339, 200, 90, {{{"Kế hoạch", {1, 2, 30, 40}}}, {}}};
  const Request back = request_from_json(to_json(Request{"ab", AddPdfPage{page}}));
  const auto& got = std::get<AddPdfPage>(back.what).page;
  EXPECT_EQ(got.number, 7U);
  EXPECT_EQ(got.rotation, 90);
  ASSERT_EQ(got.lines.size(), 2U);
  EXPECT_EQ(got.lines[0][0].text, "Kế hoạch");
  EXPECT_EQ(got.lines[0][0].box, (PageBox{1, 2, 30, 40}));
}

TEST(Protocol, AnythingElseIsRefused) {
  for (const char* text :
       {"", "[]", "{}", R"({"do":"page","source":"","number":-1})",
        R"({"do":"page","source":"","number":4294967296})", R"({"do":"sing","source":""})"}) {
    EXPECT_THROW((void)request_from_json(text), Error) << text;
  }
}

}  // namespace
}  // namespace codau::worker
