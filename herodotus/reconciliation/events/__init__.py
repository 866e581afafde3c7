"""Events: claims put together by place, time and parties."""
